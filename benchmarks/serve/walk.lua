-- Walks over the requests of a file, from one of them to the last and again.
-- wrk ... -s walk.lua URL -- FILE HOST SECONDS LEAST FIRST [once | NONCE]
--
-- A line of the file is a path and then headers, divided by tabs. FIRST of them are passed over
-- to begin with. With "once", the run ends with the last line; with a nonce, which no two runs
-- share, no head is ever sent twice. wrk counts in whole seconds: here the run is ended when its
-- own have passed and LEAST requests were sent, and has taken the time until then.

local ffi = require("ffi")
ffi.cdef [[
  typedef struct { long tv_sec; long tv_nsec; } moment;
  int clock_gettime(int clock, moment *now);
  int getpid(void);
  int kill(int process, int signal);
]]
local MONOTONIC, SIGINT = 1, 2
local now = ffi.new("moment")

local heads, position, least, last, nonce = {}, 0, 0, math.huge, nil
local threads, began, limit, is_rehearsal = {}, 0, 0, true
spent = 0

local function microseconds()
  ffi.C.clock_gettime(MONOTONIC, now)
  return tonumber(now.tv_sec) * 1e6 + tonumber(now.tv_nsec) / 1e3
end

function setup(thread)
  threads[#threads + 1] = thread
end

function init(args)
  local host = args[2]
  limit, position = tonumber(args[3]) * 1e6, tonumber(args[5])
  least = position + tonumber(args[4])
  for line in io.lines(args[1]) do
    local parts = {}
    for part in line:gmatch("[^\t]+") do parts[#parts + 1] = part end
    local head = "GET " .. parts[1] .. " HTTP/1.1\r\nHost: " .. host .. "\r\nAccept: */*\r\n"
    for i = 2, #parts do head = head .. parts[i] .. "\r\n" end
    heads[#heads + 1] = head .. "User-Agent: wrk/"
  end
  if args[6] == "once" then last = #heads else nonce = args[6] end
end

function request()
  if is_rehearsal then  -- wrk looks at one request before it begins.
    is_rehearsal = false
    return heads[1] .. "4\r\n\r\n"
  end
  local time = microseconds()
  if began == 0 then began = time end
  local is_enough = time - began >= limit and position >= least
  if spent == 0 and (is_enough or position >= last) then
    spent = time - began
    wrk.thread:stop()
    ffi.C.kill(ffi.C.getpid(), SIGINT)
  end
  position = position + 1
  local head = heads[(position - 1) % #heads + 1]
  return head .. (nonce and nonce .. position or "4") .. "\r\n\r\n"
end

function done(summary, latency, requests)
  local errors, taken = summary.errors, threads[1]:get("spent")
  if taken == 0 then taken = summary.duration end  -- Nobody answered, so nothing more was asked.
  io.write(string.format(
    '\nRESULT {"requests":%d,"microseconds":%d,"bytes":%d,"p50":%d,"p99":%d,' ..
    '"refused":%d,"broken":%d}\n',
    summary.requests, taken, summary.bytes,
    latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
