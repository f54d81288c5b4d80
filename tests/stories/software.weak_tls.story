fires: TLS 1.0 is agreed on
claim 192.168.1.10 security="TLS 1.0" source=tls rank=banner
at 0:00:10
finds 192.168.1.10 detail="TLS 1.0" severity=low

quiet: TLS 1.2 and 1.3
claim 192.168.1.10 security="TLS 1.2" source=tls rank=banner
claim 192.168.1.10 security="TLS 1.3" source=tls rank=banner
at 0:00:10
