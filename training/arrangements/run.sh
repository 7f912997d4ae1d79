#!/bin/sh
# Makes the shipped weights, in about four hours on two cores:
#   sh training/arrangements/run.sh MPNET_FOLDER [SHARED_FOLDER]
set -eu
base=$1
shared=${2:-../shared}
here=training/arrangements
models=src/onrecord/models/arrangements
python $here/data.py --shared "$shared" --splits dev train made --out runs/arrangements.pkl \
    benchmarks/arrangements/pages.jsonl $here/real.jsonl $here/made.jsonl
python $here/train.py --pages runs/arrangements.pkl --out $models/weights.json.gz
python $here/train_reader.py --pages runs/arrangements.pkl --base "$base" --fold 0 \
    --out runs/first.pt
python $here/train_reader.py --pages runs/arrangements.pkl --base "$base" --fold 0 \
    --start runs/first.pt --epochs 2 --rate 4e-5 --head-rate 4e-4 --seed 2 --out runs/second.pt
python $here/train_reader.py --pages runs/arrangements.pkl --base "$base" \
    --start runs/second.pt --rate 4e-5 --head-rate 4e-4 --seed 3 --out runs/reader.pt
python $here/export_reader.py --checkpoint runs/reader.pt --base "$base" \
    --scale $here/scale.json --out $models
python $here/train_across.py --shared "$shared"
