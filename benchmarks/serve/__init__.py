"""How many answers a second, next to a server that answers with constant bytes.

machine.py    cores, tools, processes that always end
workloads.py  what is asked
bare.py       the measure: uvicorn with constant bytes
systems.py    who answers: bare uvicorn, nginx, the tiers of this service, peers
wire.py       single requests, to check before counting
load.py       wrk, and what it says
rounds.py     A B C A B C
report.py     the table
"""
