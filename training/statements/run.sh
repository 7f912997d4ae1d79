#!/bin/sh
# Makes the shipped weights, in about an hour and a half on one core:
#   sh training/statements/run.sh MINILM_FOLDER [SHARED_FOLDER]
set -eu
base=$1
shared=${2:-../shared}
here=training/statements
data=$shared/data/polnear
python $here/parses.py --data "$data" --out runs/parses
run() {
    python $here/train.py --data "$data" --eval "$shared/eval" --base "$base" --parses runs/parses "$@"
}
run --out runs/b --epochs 7 --seed 2
run --out runs/c --epochs 1 --seed 5 --start runs/b/epoch-4.pt --rate 1.2e-4 --head-rate 6e-4 \
    --drop-parse 0.3 --dropout 0.15
python $here/export.py --base "$base" --out src/onrecord/models/statements \
    --average runs/b/epoch-5.pt runs/c/epoch-1.pt
