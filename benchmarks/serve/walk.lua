-- Walks over the requests of a file, from the first to the last and again.
-- wrk ... -s walk.lua URL -- FILE HOST [once | NONCE]
--
-- A line of the file is a path and then headers, divided by tabs. With a nonce,
-- which no two runs share, no head is ever sent twice. With "once", the run ends with
-- the last line, and has taken the time until then: wrk itself goes by its whole duration.

local ffi = require("ffi")
ffi.cdef [[
  typedef struct { long tv_sec; long tv_nsec; } moment;
  int clock_gettime(int clock, moment *now);
]]
local MONOTONIC = 1

local heads, position, nonce, once = {}, 0, nil, false
local threads, began = {}, 0
spent = 0

local function microseconds()
  local now = ffi.new("moment")
  ffi.C.clock_gettime(MONOTONIC, now)
  return tonumber(now.tv_sec) * 1e6 + tonumber(now.tv_nsec) / 1e3
end

function setup(thread)
  threads[#threads + 1] = thread
end

function init(args)
  local host = args[2]
  once = args[3] == "once"
  if not once then nonce = args[3] end
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
  if once and position == 1 then began = microseconds() end
  if once and position > #heads then
    if spent == 0 then spent = microseconds() - began end
    wrk.thread:stop()
  end
  local head = heads[(position - 1) % #heads + 1]
  return head .. (nonce and nonce .. position or "4") .. "\r\n\r\n"
end

function done(summary, latency, requests)
  local errors, taken = summary.errors, threads[1]:get("spent")
  io.write(string.format(
    '\nRESULT {"requests":%d,"microseconds":%d,"bytes":%d,"p50":%d,"p99":%d,' ..
    '"refused":%d,"broken":%d}\n',
    summary.requests, taken > 0 and taken or summary.duration, summary.bytes,
    latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
