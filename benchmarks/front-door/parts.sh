# Read by ./compare and ./soak: the mock of a provider, this product in front of it, and what ends them.

here=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$here/../.." && pwd)
folder=${FOLDER:-$(mktemp -d)}
mkdir -p "$folder"
mock=${MOCK_PORT:-9601} proxy=${PROXY_PORT:-9602}
http=${HTTP_PORT:-9605} https=${HTTPS_PORT:-9606}
password=$(head -c 18 /dev/urandom | base64 | tr -d '/+')
started=()

need() { command -v "$1" >/dev/null || { echo "This needs $1 ($2)" >&2; exit 1; }; }
need nginx "apt-get install nginx-light"; need wrk "apt-get install wrk"; need curl curl; need node "Node.js"; need ss "apt-get install iproute2"

finish() {
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${started[@]}"; do wait "$pid" 2>/dev/null || true; done
  [ -f "$folder/nginx.pid" ] && kill "$(cat "$folder/nginx.pid")" 2>/dev/null || true
}
trap finish EXIT

until_it_answers() { # address, seconds, options of curl
  for _ in $(seq "$2"); do curl -s "${@:3}" -o /dev/null "$1" && return 0; sleep 1; done
  echo "Nothing answers at $1" >&2; exit 1
}

start_nginx() {
  local text; text=$(printf 'The claim is about water in a cellar. %.0s' $(seq 8))
  local whole="{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"gpt-mock\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"$text\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":200,\"completion_tokens\":70,\"total_tokens\":270}}"
  local stream=""
  for i in $(seq 8); do
    stream+="data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-mock\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word $i \"},\"finish_reason\":null}]}"$'\n\n'
  done
  stream+="data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-mock\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}"$'\n\n'
  stream+="data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-mock\",\"choices\":[],\"usage\":{\"prompt_tokens\":200,\"completion_tokens\":70,\"total_tokens\":270}}"$'\n\n'
  stream+="data: [DONE]"$'\n\n'
  FOLDER=$folder MOCK=$mock PROXY=$proxy WHOLE=$whole STREAM=$stream node -e '
    const fs = require("fs"), e = process.env;
    let text = fs.readFileSync(process.argv[1], "utf8");
    for (const [from, to] of [["FOLDER", e.FOLDER], ["MOCK_PORT", e.MOCK], ["PROXY_PORT", e.PROXY], ["WHOLE", e.WHOLE], ["STREAM", e.STREAM]]) text = text.split(from).join(to);
    fs.writeFileSync(e.FOLDER + "/nginx.conf", text);' "$here/nginx.conf"
  nginx -c "$folder/nginx.conf" -p "$folder"
  until_it_answers "http://127.0.0.1:$mock/whole" 10
}

post() { # path of the management API, document
  curl -sSf -u "admin:$password" -H 'Content-Type: application/json' "http://127.0.0.1:$http/api/v1/$1" -d "$2"
}

start_external_models() {
  (cd "$project" && HTTP_PORT=$http HTTPS_PORT=$https EXTERNAL_MODELS_ADMIN_PASSWORD=$password EXTERNAL_MODELS_DATA="$folder/data" \
    EXTERNAL_MODELS_EGRESS_ALLOW=127.0.0.1 exec ./run) >"$folder/external-models.log" 2>&1 &
  started+=($!)
  until_it_answers "http://127.0.0.1:$http/health/ready" 600 -f
  for kind in whole stream; do
    local path=v1; [ "$kind" = stream ] && path=streamed/v1
    post models "{\"name\":\"gpt-$kind\",\"endpoint\":\"http://127.0.0.1:$mock/$path/chat/completions\",\"structure\":\"openai-chat\",\"providerModel\":\"gpt-mock\",
      \"features\":[\"streaming\"],\"connections\":[{\"name\":\"main\",\"apiKey\":\"sk-mock-$kind\"}],\"status\":\"ACTIVE\"}" >/dev/null
    post prices "{\"model\":\"gpt-$kind\",\"currency\":\"USD\",\"input\":1,\"output\":2}" >/dev/null
  done
  post limits '{"name":"requests","measure":"requests-per-minute","amount":1000000000,"key":"*"}' >/dev/null
  post limits '{"name":"tokens","measure":"tokens-per-minute","amount":1000000000,"key":"*"}' >/dev/null
  post budgets '{"name":"month","amount":100000000,"currency":"USD","period":"month"}' >/dev/null
  key=$(post application-keys '{"name":"measured"}' | node -pe 'JSON.parse(require("fs").readFileSync(0)).key')
}

memory() { # pids: resident megabytes of all of them together
  local sum=0
  for pid in "$@"; do sum=$((sum + $(awk '/VmRSS/ {print $2}' "/proc/$pid/status" 2>/dev/null || echo 0))); done
  echo $((sum / 1024))
}

listener() { # port: the processes that listen at it
  ss -Hltnp "sport = :$1" | grep -o 'pid=[0-9]*' | cut -d= -f2 | sort -u
}
