fires: each minute to the same address outside
flow 192.168.1.5 > 198.51.100.7 tcp/443 tls flows=12 answered=12 period=60000000 jitter=400000 lasted=11:00
finds 192.168.1.5 by=198.51.100.7 detail="60 s"

fires: eight computers that call one address are one event, and two addresses are two
flow 192.168.1.5 > 198.51.100.7 tcp/443 tls flows=12 answered=12 period=60000000 jitter=400000 lasted=11:00
flow 192.168.1.6 > 198.51.100.7 tcp/443 tls flows=12 answered=12 period=60000000 jitter=400000 lasted=11:00
flow 192.168.1.7 > 198.51.100.7 tcp/443 tls flows=12 answered=12 period=60000000 jitter=400000 lasted=11:00
gap 30:00:00
flow 192.168.1.8 > 198.51.100.7 tcp/443 tls flows=12 answered=12 period=60000000 jitter=400000 lasted=11:00
flow 192.168.1.9 > 198.51.100.7 tcp/443 tls flows=12 answered=12 period=60000000 jitter=400000 lasted=11:00
flow 192.168.1.10 > 198.51.100.7 tcp/443 tls flows=12 answered=12 period=60000000 jitter=400000 lasted=11:00
flow 192.168.1.11 > 198.51.100.7 tcp/443 tls flows=12 answered=12 period=60000000 jitter=400000 lasted=11:00
flow 192.168.1.12 > 198.51.100.7 tcp/443 tls flows=12 answered=12 period=60000000 jitter=400000 lasted=11:00
flow 192.168.1.12 > 198.51.100.8 tcp/443 tls flows=12 answered=12 period=60000000 jitter=400000 lasted=11:00
finds 192.168.1.5 by=198.51.100.7 detail="tls 443, ×8" count=96
finds 192.168.1.12 by=198.51.100.8 count=12
findings 2

fires: after a restart another one joins the finding that stands
flow 192.168.1.5 > 198.51.100.7 tcp/443 tls flows=12 answered=12 period=60000000 jitter=400000 lasted=11:00
restart
flow 192.168.1.6 > 198.51.100.7 tcp/443 tls flows=12 answered=12 period=60000000 jitter=400000 lasted=11:00
finds 192.168.1.5 by=198.51.100.7 count=24
findings 1

quiet: a person who reads; one long connection; the time; a partner inside
flow 192.168.1.5 > 198.51.100.7 tcp/443 tls flows=40 answered=40 period=60000000 jitter=40000000 lasted=40:00
flow 192.168.1.5 > 198.51.100.8 tcp/443 tls lasted=11:00
flow 192.168.1.5 > 198.51.100.9 udp/123 ntp flows=40 period=64000000 jitter=0
flow 192.168.1.5 > 192.168.1.20 tcp/443 tls flows=12 answered=12 period=60000000 jitter=400000 lasted=11:00

quiet: it was called a few times while the plant was learned
learn
flow 192.168.1.5 > 198.51.100.7 tcp/443 tls flows=3 answered=3 period=60000000 jitter=400000 lasted=3:00
at 0:05:00
enforce
flow 192.168.1.5 > 198.51.100.7 tcp/443 tls flows=12 answered=12 period=60000000 jitter=400000 lasted=11:00
