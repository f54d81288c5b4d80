fires: a mirror port falls silent
at 0:00:30
hears eth1 received=60000
at 0:01:30
hears eth1 received=120000
at 0:02:30
hears eth1 received=180000
at 0:03:30
hears eth1 received=240000
at 0:04:30
hears eth1 received=300000
at 0:05:30
hears eth1 received=300000
at 0:06:30
hears eth1 received=300000
at 0:07:30
hears eth1 received=300000
at 0:08:30
hears eth1 received=300000
finds sensor detail=eth1

quiet: a quiet night; a sensor that never heard anything
at 0:00:30
hears eth1 received=60000
hears eth2 received=0
at 0:01:30
hears eth1 received=60001
hears eth2 received=0
at 0:02:30
hears eth1 received=60002
hears eth2 received=0
at 0:03:30
hears eth1 received=60003
hears eth2 received=0
at 0:04:30
hears eth1 received=60004
hears eth2 received=0
at 0:05:30
hears eth1 received=60005
hears eth2 received=0
at 0:06:30
hears eth1 received=60006
hears eth2 received=0
at 0:07:30
hears eth1 received=60007
hears eth2 received=0
at 0:08:30
hears eth1 received=60008
hears eth2 received=0

fires: a capture has a gap of five minutes
at 1:05:00
anomaly 00:00:00:00:00:00 > 00:00:00:00:00:00 capture.silent count=1 layer=packet lasted=5:00
finds sensor detail="07:00 - 07:05"

quiet: another anomaly of many packets
at 1:05:00
anomaly 00:00:00:00:00:00 > 00:00:00:00:00:00 flood.other count=1 layer=packet lasted=5:00
