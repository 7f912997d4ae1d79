#!/bin/sh
# Makes the shipped weights, in about six minutes on one core:
#   sh training/arrangements/run.sh [SHARED_FOLDER]
set -eu
shared=${1:-../shared}
here=training/arrangements
python $here/data.py --shared "$shared" --splits dev train made --out runs/arrangements.pkl \
    benchmarks/arrangements/pages.jsonl $here/real.jsonl $here/made.jsonl
python $here/train.py --pages runs/arrangements.pkl \
    --out src/onrecord/models/arrangements/weights.json.gz
