"""Learns the net of the extractor `trained` from articles with annotated attributions. Needs the extra ``train``.

python -m credscore.learn.extractor TRAIN.jsonl.gz models/extractor.json
"""
