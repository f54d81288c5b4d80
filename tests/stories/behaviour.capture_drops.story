fires: one in twenty is lost
at 0:00:30
hears eth1 received=60000 drops=0
at 0:01:30
hears eth1 received=120000 drops=3000
at 0:02:30
hears eth1 received=180000 drops=6000
at 0:03:30
hears eth1 received=240000 drops=9000
at 0:04:30
hears eth1 received=300000 drops=12000
finds sensor detail=3000

quiet: a few at the start, few in all
at 0:00:30
hears eth1 received=600000 drops=500
at 0:01:30
hears eth1 received=1200000 drops=560
at 0:02:30
hears eth1 received=1800000 drops=620
at 0:03:30
hears eth1 received=2400000 drops=680
at 0:04:30
hears eth1 received=3000000 drops=740
