fires: a remote desktop
flow 192.168.1.99 > 192.168.1.20 tcp/3389 rdp
finds 192.168.1.20 by=192.168.1.99 severity=low detail=rdp

fires: from outside
flow 198.51.100.9 > 192.168.1.20 tcp/5900 vnc
finds 192.168.1.20 severity=high

quiet: nobody answers; the SSH of every day
learn
flow 192.168.1.5 > 192.168.1.20 tcp/22 ssh
at 0:10:00
enforce
flow 192.168.1.5 > 192.168.1.20 tcp/22 ssh flows=2
flow 192.168.1.99 > 192.168.1.20 tcp/3389 rdp answered=0 back=0
