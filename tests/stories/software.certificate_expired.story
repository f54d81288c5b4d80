fires: it ended on the day before
claim 192.168.1.10 certificate="CN=hmi, issuer CN=hmi, valid until 2026-02-28" source=tls rank=banner
at 0:00:10
finds 192.168.1.10 detail=2026-02-28

quiet: it ends tomorrow
claim 192.168.1.10 certificate="CN=hmi, issuer CN=hmi, valid until 2026-03-03" source=tls rank=banner
at 0:00:10
