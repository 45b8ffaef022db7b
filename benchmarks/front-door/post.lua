-- One chat completion after the other. What differs between gateways comes from the environment.
local stream = os.getenv("STREAM") == "true"
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
for line in (os.getenv("HEADERS") or ""):gmatch("[^\n]+") do
  local name, value = line:match("^([^:]+):%s*(.*)$")
  wrk.headers[name] = value
end
wrk.body = '{"model":"' .. (os.getenv("MODEL") or "gpt-mock") .. '","messages":[{"role":"user","content":"'
  .. string.rep("Tell me about this claim. ", 38) .. '"}]' .. (stream and ',"stream":true' or "") .. "}"

function done(summary, latency, requests)
  local wrong = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.write(string.format("RESULT %.0f %.3f %.3f %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, wrong))
end

-- Milliseconds to wait after each answer.
local pause = tonumber(os.getenv("PAUSE_MILLIS") or "")
if pause then
  function delay()
    return pause
  end
end
