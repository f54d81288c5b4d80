# The office may read web pages; nobody else speaks with the outside.

fires: a server of production management reads from the internet
zone mes smkl=1 subnets=192.168.50.0/24
flow 192.168.50.11 > 203.0.113.7 tcp/443 tls
finds 192.168.50.11 by=203.0.113.7 severity=high detail="mes →"

fires: somebody outside opens a remote desktop in the office
zone office smkl=office subnets=10.10.0.0/16
conduit office > outside
flow 203.0.113.7 > 10.10.0.21 tcp/3389 rdp
finds 10.10.0.21 by=203.0.113.7 severity=critical

quiet: the office through its conduit, an attempt in vain, a device in no zone
zone office smkl=office subnets=10.10.0.0/16
zone mes smkl=1 subnets=192.168.50.0/24
conduit office > outside protocols="tls http"
flow 10.10.0.21 > 203.0.113.7 tcp/443 tls
flow 192.168.50.11 > 203.0.113.7 tcp/443 tls answered=0
flow 192.168.99.9 > 203.0.113.7 tcp/443 tls
