fires: a gateway logs in at an FTP server on the internet
flow 192.168.1.10 > 203.0.113.5 tcp/21 ftp answered=1 packets=20 back=20
claim 203.0.113.5 security="FTP clear-text" source=ftp rank=banner
at 0:00:10
finds 192.168.1.10 by=203.0.113.5 detail="FTP clear-text, 203.0.113.5" severity=high

fires: a panel and the cloud of its maker agree on TLS 1.0, and are heard again when the conversation ends
claim 203.0.113.6 security="TLS 1.0" source=tls rank=banner
at 0:00:02
flow 192.168.1.10 > 203.0.113.6 tcp/443 tls answered=1 packets=20 back=20 state=closed lasted=0:02
finds 192.168.1.10 by=203.0.113.6 detail="TLS 1.0" severity=low
findings 1

fires: the certificate of a broker outside ended on the day before
flow 192.168.1.10 > 203.0.113.7 tcp/8883 tls answered=1 packets=20 back=20
claim 203.0.113.7 certificate="CN=broker, issuer CN=ca, valid until 2026-02-28" source=tls rank=banner
at 0:00:10
finds 192.168.1.10 detail=2026-02-28

quiet: TLS 1.3 and a certificate that holds; a server of the plant; another device, on the next day
flow 192.168.1.10 > 203.0.113.8 tcp/443 tls answered=1 packets=20 back=20
claim 203.0.113.8 security="TLS 1.3" source=tls rank=banner
claim 203.0.113.8 certificate="CN=cloud, issuer CN=ca, valid until 2027-02-28" source=tls rank=banner
flow 192.168.1.10 > 192.168.1.20 tcp/443 tls answered=1 packets=20 back=20
claim 192.168.1.20 security="TLS 1.0" source=tls rank=banner
claim 203.0.113.9 security="TLS 1.0" source=tls rank=banner
at 24:00:00
flow 192.168.1.11 > 203.0.113.9 tcp/443 tls answered=1 packets=20 back=20
