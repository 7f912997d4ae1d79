#!/bin/sh
# Makes the shipped weights, in about six hours on two cores:
#   sh training/arrangements/run.sh MPNET_FOLDER [SHARED_FOLDER]
set -eu
base=$1
shared=${2:-../shared}
here=training/arrangements
models=src/onrecord/models/arrangements
python $here/data.py --shared "$shared" --splits dev train made --out runs/arrangements.pkl \
    benchmarks/arrangements/pages.jsonl $here/real.jsonl $here/made.jsonl
python $here/train.py --pages runs/arrangements.pkl --out $models/weights.json.gz
python $here/train_reader.py --pages runs/arrangements.pkl --base "$base" --out runs/first.pt
for seed in 2 3; do
    python $here/train_reader.py --pages runs/arrangements.pkl --base "$base" \
        --start runs/first.pt --epochs 2 --rate 4e-5 --head-rate 4e-4 --seed $seed \
        --out runs/next.pt
    mv runs/next.pt runs/first.pt
done
python $here/export_reader.py --checkpoint runs/first.pt --base "$base" \
    --scale $here/scale.json --out $models
python $here/choose_scale.py --shared "$shared"
cp $here/scale.json $models/reader.json
python $here/train_across.py --shared "$shared"
