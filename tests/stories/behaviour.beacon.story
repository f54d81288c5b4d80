fires: each minute to the same address outside
flow 192.168.1.5 > 198.51.100.7 tcp/443 tls flows=12 answered=12 period=60000000 jitter=400000 lasted=11:00
finds 192.168.1.5 by=198.51.100.7 detail="60 s"

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
