fires: from 10 kB/s to 2 MB/s
learn
flow 192.168.1.5 > 192.168.1.20 tcp/445 smb bytes=36000000 bytes_back=0 lasted=60:00 entry=7
at 1:00:00
enforce
gap 2:00:00
flow 192.168.1.5 > 192.168.1.20 tcp/445 smb bytes=7236000000 bytes_back=0 lasted=120:00 entry=7
finds 192.168.1.20 by=192.168.1.5 detail="10 ->"

quiet: twice as much; a burst of seconds
learn
flow 192.168.1.5 > 192.168.1.20 tcp/445 smb bytes=36000000 bytes_back=0 lasted=60:00 entry=7
at 1:00:00
enforce
gap 2:00:00
flow 192.168.1.5 > 192.168.1.20 tcp/445 smb bytes=108000000 bytes_back=0 lasted=120:00 entry=7
at 2:00:10
flow 192.168.1.5 > 192.168.1.20 tcp/445 smb bytes=208000000 bytes_back=0 lasted=120:10 entry=7

fires: a few minutes of an hour are told with it
learn
flow 192.168.1.5 > 192.168.1.20 tcp/445 smb bytes=36000000 bytes_back=0 peak=20000 lasted=60:00 entry=7
at 1:00:00
enforce
gap 2:00:00
flow 192.168.1.5 > 192.168.1.20 tcp/445 smb bytes=100000000 bytes_back=0 peak=310000 lasted=120:00 entry=7
finds 192.168.1.20 by=192.168.1.5 detail="20 -> 310"

quiet: it was so busy for a minute while it was learned
learn
flow 192.168.1.5 > 192.168.1.20 tcp/445 smb bytes=36000000 bytes_back=0 peak=280000 lasted=60:00 entry=7
at 1:00:00
enforce
gap 2:00:00
flow 192.168.1.5 > 192.168.1.20 tcp/445 smb bytes=100000000 bytes_back=0 peak=310000 lasted=120:00 entry=7
