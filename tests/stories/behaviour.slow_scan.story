fires: a port every ten minutes
gap 1:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/100 answered=0 refused=1 packets=1 back=1
gap 1:10:00
flow 192.168.1.99 > 192.168.1.10 tcp/107 answered=0 refused=1 packets=1 back=1
gap 1:20:00
flow 192.168.1.99 > 192.168.1.10 tcp/114 answered=0 refused=1 packets=1 back=1
gap 1:30:00
flow 192.168.1.99 > 192.168.1.10 tcp/121 answered=0 refused=1 packets=1 back=1
gap 1:40:00
flow 192.168.1.99 > 192.168.1.10 tcp/128 answered=0 refused=1 packets=1 back=1
gap 1:50:00
flow 192.168.1.99 > 192.168.1.10 tcp/135 answered=0 refused=1 packets=1 back=1
gap 2:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/142 answered=0 refused=1 packets=1 back=1
gap 2:10:00
flow 192.168.1.99 > 192.168.1.10 tcp/149 answered=0 refused=1 packets=1 back=1
gap 2:20:00
flow 192.168.1.99 > 192.168.1.10 tcp/156 answered=0 refused=1 packets=1 back=1
gap 2:30:00
flow 192.168.1.99 > 192.168.1.10 tcp/163 answered=0 refused=1 packets=1 back=1
gap 2:40:00
flow 192.168.1.99 > 192.168.1.10 tcp/170 answered=0 refused=1 packets=1 back=1
gap 2:50:00
flow 192.168.1.99 > 192.168.1.10 tcp/177 answered=0 refused=1 packets=1 back=1
gap 3:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/184 answered=0 refused=1 packets=1 back=1
gap 3:10:00
flow 192.168.1.99 > 192.168.1.10 tcp/191 answered=0 refused=1 packets=1 back=1
gap 3:20:00
flow 192.168.1.99 > 192.168.1.10 tcp/198 answered=0 refused=1 packets=1 back=1
gap 3:30:00
flow 192.168.1.99 > 192.168.1.10 tcp/205 answered=0 refused=1 packets=1 back=1
gap 3:40:00
flow 192.168.1.99 > 192.168.1.10 tcp/212 answered=0 refused=1 packets=1 back=1
gap 3:50:00
flow 192.168.1.99 > 192.168.1.10 tcp/219 answered=0 refused=1 packets=1 back=1
gap 4:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/226 answered=0 refused=1 packets=1 back=1
gap 4:10:00
flow 192.168.1.99 > 192.168.1.10 tcp/233 answered=0 refused=1 packets=1 back=1
gap 4:20:00
flow 192.168.1.99 > 192.168.1.10 tcp/240 answered=0 refused=1 packets=1 back=1
gap 4:30:00
flow 192.168.1.99 > 192.168.1.10 tcp/247 answered=0 refused=1 packets=1 back=1
gap 4:40:00
flow 192.168.1.99 > 192.168.1.10 tcp/254 answered=0 refused=1 packets=1 back=1
gap 4:50:00
flow 192.168.1.99 > 192.168.1.10 tcp/261 answered=0 refused=1 packets=1 back=1
gap 5:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/268 answered=0 refused=1 packets=1 back=1
gap 5:10:00
flow 192.168.1.99 > 192.168.1.10 tcp/275 answered=0 refused=1 packets=1 back=1
gap 5:20:00
flow 192.168.1.99 > 192.168.1.10 tcp/282 answered=0 refused=1 packets=1 back=1
gap 5:30:00
flow 192.168.1.99 > 192.168.1.10 tcp/289 answered=0 refused=1 packets=1 back=1
gap 5:40:00
flow 192.168.1.99 > 192.168.1.10 tcp/296 answered=0 refused=1 packets=1 back=1
gap 5:50:00
flow 192.168.1.99 > 192.168.1.10 tcp/303 answered=0 refused=1 packets=1 back=1
gap 6:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/310 answered=0 refused=1 packets=1 back=1
gap 6:10:00
flow 192.168.1.99 > 192.168.1.10 tcp/317 answered=0 refused=1 packets=1 back=1
gap 6:20:00
flow 192.168.1.99 > 192.168.1.10 tcp/324 answered=0 refused=1 packets=1 back=1
gap 6:30:00
flow 192.168.1.99 > 192.168.1.10 tcp/331 answered=0 refused=1 packets=1 back=1
gap 6:40:00
flow 192.168.1.99 > 192.168.1.10 tcp/338 answered=0 refused=1 packets=1 back=1
gap 6:50:00
flow 192.168.1.99 > 192.168.1.10 tcp/345 answered=0 refused=1 packets=1 back=1
gap 7:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/352 answered=0 refused=1 packets=1 back=1
gap 7:10:00
flow 192.168.1.99 > 192.168.1.10 tcp/359 answered=0 refused=1 packets=1 back=1
gap 7:20:00
flow 192.168.1.99 > 192.168.1.10 tcp/366 answered=0 refused=1 packets=1 back=1
gap 7:30:00
flow 192.168.1.99 > 192.168.1.10 tcp/373 answered=0 refused=1 packets=1 back=1
finds 192.168.1.99

fires: seven computers share the work
flow 192.168.1.90 > 192.168.1.10 tcp/100 answered=0 refused=1 packets=1 back=1
flow 192.168.1.90 > 192.168.1.10 tcp/107 answered=0 refused=1 packets=1 back=1
flow 192.168.1.91 > 192.168.1.10 tcp/131 answered=0 refused=1 packets=1 back=1
flow 192.168.1.91 > 192.168.1.10 tcp/138 answered=0 refused=1 packets=1 back=1
flow 192.168.1.92 > 192.168.1.10 tcp/162 answered=0 refused=1 packets=1 back=1
flow 192.168.1.92 > 192.168.1.10 tcp/169 answered=0 refused=1 packets=1 back=1
flow 192.168.1.93 > 192.168.1.10 tcp/193 answered=0 refused=1 packets=1 back=1
flow 192.168.1.93 > 192.168.1.10 tcp/200 answered=0 refused=1 packets=1 back=1
flow 192.168.1.94 > 192.168.1.10 tcp/224 answered=0 refused=1 packets=1 back=1
flow 192.168.1.94 > 192.168.1.10 tcp/231 answered=0 refused=1 packets=1 back=1
flow 192.168.1.95 > 192.168.1.10 tcp/255 answered=0 refused=1 packets=1 back=1
flow 192.168.1.95 > 192.168.1.10 tcp/262 answered=0 refused=1 packets=1 back=1
flow 192.168.1.96 > 192.168.1.10 tcp/286 answered=0 refused=1 packets=1 back=1
flow 192.168.1.96 > 192.168.1.10 tcp/293 answered=0 refused=1 packets=1 back=1
finds 192.168.1.10 detail=/

quiet: a server that is down all day
gap 1:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 answered=0 back=0 packets=20 flows=20
gap 2:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 answered=0 back=0 packets=20 flows=20
gap 3:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 answered=0 back=0 packets=20 flows=20
gap 4:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 answered=0 back=0 packets=20 flows=20
gap 5:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 answered=0 back=0 packets=20 flows=20
gap 6:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 answered=0 back=0 packets=20 flows=20
gap 7:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 answered=0 back=0 packets=20 flows=20
gap 8:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 answered=0 back=0 packets=20 flows=20
gap 9:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 answered=0 back=0 packets=20 flows=20
gap 10:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 answered=0 back=0 packets=20 flows=20
gap 11:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 answered=0 back=0 packets=20 flows=20
gap 12:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 answered=0 back=0 packets=20 flows=20
gap 13:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 answered=0 back=0 packets=20 flows=20
gap 14:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 answered=0 back=0 packets=20 flows=20
gap 15:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 answered=0 back=0 packets=20 flows=20
gap 16:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 answered=0 back=0 packets=20 flows=20
gap 17:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 answered=0 back=0 packets=20 flows=20
gap 18:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 answered=0 back=0 packets=20 flows=20
gap 19:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 answered=0 back=0 packets=20 flows=20
gap 20:00:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 answered=0 back=0 packets=20 flows=20

quiet: so fast that it is found as a scan
flow 192.168.1.66 > 192.168.1.10 tcp/20 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.11 tcp/21 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.12 tcp/22 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.13 tcp/23 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.14 tcp/24 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.15 tcp/25 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.16 tcp/26 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.17 tcp/27 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.18 tcp/28 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.19 tcp/29 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.20 tcp/30 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.21 tcp/31 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.22 tcp/32 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.23 tcp/33 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.24 tcp/34 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.25 tcp/35 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.26 tcp/36 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.27 tcp/37 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.28 tcp/38 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.29 tcp/39 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.30 tcp/40 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.31 tcp/41 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.32 tcp/42 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.33 tcp/43 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.34 tcp/44 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.35 tcp/45 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.36 tcp/46 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.37 tcp/47 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.38 tcp/48 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.39 tcp/49 answered=0 refused=1 back=1 state=closed
