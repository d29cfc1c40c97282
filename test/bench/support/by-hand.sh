#!/usr/bin/env bash
# The sample pipeline as one writes it by hand: the same tools, one after the other, and no more care than it takes to
# work. The bench gives the variables.
set -euo pipefail
cd "$FOLDER"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# A plugin of docker, or a program of its own.
buildx="docker buildx"
$buildx version >/dev/null 2>&1 || buildx=docker-buildx
$buildx build --quiet --load --tag "$IMAGE" --build-arg "VERSION=$VERSION" --build-arg "REVISION=$GIT_SHA" \
  --secret "id=ca,src=$CA_BUNDLE" . >/dev/null

TEST_DATABASE_URL="$DATABASE_URL" bash -c "${TEST_COMMAND:-npm test}" >"$scratch/test.log" 2>&1 || { tail -n 50 "$scratch/test.log"; exit 1; }

docker push --quiet "$IMAGE" >/dev/null

# A file that has run is not run again.
psql() { docker run --rm --interactive --network "$APP_NETWORK" postgres:17 psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 "$APP_DATABASE_URL" "$@"; }
{
  echo "CREATE TABLE IF NOT EXISTS done (file text PRIMARY KEY);"
  for file in migrations/*.sql; do
    name=$(basename "$file")
    echo "SELECT NOT EXISTS (SELECT FROM done WHERE file = '$name') AS pending \\gset"
    echo "\\if :pending"
    cat "$file"
    echo "; INSERT INTO done VALUES ('$name');"
    echo "\\endif"
  done
} | psql >/dev/null

printf 'DATABASE_URL=%s\n' "$APP_DATABASE_URL" >"$SETTINGS/config"
chmod 644 "$SETTINGS/config"
servers=""
for n in 1 2; do
  docker rm --force "$APP-$n" >/dev/null 2>&1 || true
  docker run --detach --name "$APP-$n" --label quayside.test=bench --network "$APP_NETWORK" --memory 256m --cpus 1 \
    --env CONFIG_FILE=/run/secrets/config --env "APP_RELEASE=$VERSION" \
    --volume "$SETTINGS/config:/run/secrets/config:ro" "$IMAGE" >/dev/null
  servers="$servers  server s$n $APP-$n:8000 check inter 500ms"$'\n'
done
for n in 1 2; do
  for _ in $(seq 300); do
    [ "$(docker inspect --format '{{.State.Health.Status}}' "$APP-$n")" = healthy ] && break
    sleep 0.2
  done
done
cat >"$SETTINGS/haproxy.cfg" <<CFG
defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
frontend web
  bind :8080
  default_backend app
backend app
  option httpchk GET /readyz
$servers
CFG
docker rm --force "$APP-lb" >/dev/null 2>&1 || true
docker run --detach --name "$APP-lb" --label quayside.test=bench --network "$APP_NETWORK" --publish "$APP_ADDRESS:8080" \
  --volume "$SETTINGS/haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg:ro" haproxy:3.0 >/dev/null
for _ in $(seq 150); do
  curl --silent --fail "http://$APP_ADDRESS/version" | grep --quiet --fixed-strings "$VERSION" && exit 0
  sleep 0.2
done
echo "http://$APP_ADDRESS/version does not answer with $VERSION" >&2
exit 1
