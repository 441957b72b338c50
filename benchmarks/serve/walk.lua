-- Walks over the requests of a file, from the first to the last and again.
-- wrk ... -s walk.lua URL -- FILE HOST [NONCE]
--
-- A line of the file is a path and then headers, divided by tabs. With a nonce,
-- which no two runs share, no head is ever sent twice.

local heads, position, nonce = {}, 0, nil

function init(args)
  local host = args[2]
  nonce = args[3]
  for line in io.lines(args[1]) do
    local parts = {}
    for part in line:gmatch("[^\t]+") do parts[#parts + 1] = part end
    local head = "GET " .. parts[1] .. " HTTP/1.1\r\nHost: " .. host .. "\r\nAccept: */*\r\n"
    for i = 2, #parts do head = head .. parts[i] .. "\r\n" end
    heads[#heads + 1] = head .. "User-Agent: wrk/"
  end
end

function request()
  position = position + 1
  local head = heads[(position - 1) % #heads + 1]
  return head .. (nonce and nonce .. position or "4") .. "\r\n\r\n"
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\nRESULT {"requests":%d,"microseconds":%d,"bytes":%d,"p50":%d,"p99":%d,' ..
    '"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration, summary.bytes,
    latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
