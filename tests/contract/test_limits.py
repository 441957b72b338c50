import re
import resource
import subprocess
import sys

import msgspec

from api.limits import Limits
from tests.conftest import ROOT

ROW = re.compile(r"^\| `([A-Z_]+)` \| (\S+) \|", re.MULTILINE)
FIT = """
import resource
from api.limits import Limits
from api.serve.descriptors import fit_descriptors
resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}))
print(fit_descriptors(Limits(max_connections=1000)).max_connections)
print(*resource.getrlimit(resource.RLIMIT_NOFILE))
"""


def test_the_limits_in_the_readme_are_those_of_the_code() -> None:
    """Every limit that can be set is listed with the value that it has by itself."""
    listed = dict(ROW.findall((ROOT / "README.md").read_text(encoding="utf-8")))
    limits = msgspec.structs.asdict(Limits())

    assert {name: listed.get(name.upper()) for name in limits} == {
        name: f"{value:g}" for name, value in limits.items()
    }


def fit(soft: int, hard: int) -> list[str]:
    run = [sys.executable, "-c", FIT.format(soft=soft, hard=hard)]
    return subprocess.check_output(run, cwd=ROOT, text=True).split()


def test_a_process_expects_no_more_connections_than_it_can_open() -> None:
    """Descriptors are raised as far as they can be, and the limit follows where they cannot."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert most >= 4096

    assert fit(1024, 4096) == ["1000", "1256", "4096"]
    assert fit(512, 600) == ["344", "600", "600"]
    assert fit(4096, 4096) == ["1000", "4096", "4096"]
