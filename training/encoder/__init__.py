"""Training of the small static Chinese encoder (run the modules with ``python -m``, in the order below).

``vocabulary`` → ``pairs`` → ``train`` → ``export`` → ``evaluate``. Every step is seeded and writes into
one working folder, so that a step can be repeated without the ones before it.
"""
