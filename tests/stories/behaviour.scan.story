fires: a laptop knocks at twelve addresses
flow 192.168.1.99 > 192.168.1.101 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.102 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.103 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.104 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.105 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.106 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.107 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.108 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.109 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.110 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.111 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.112 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.113 tcp/102 answered=0 back=0 packets=1
finds 192.168.1.99 detail=addresses

fires: one server is asked on many ports
flow 192.168.1.99 > 192.168.1.10 tcp/37 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/74 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/111 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/148 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/185 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/222 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/259 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/296 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/333 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/370 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/407 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/444 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/481 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/518 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/555 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/592 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/629 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/666 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/703 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/740 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/777 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/814 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/851 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/888 answered=0 refused=1 packets=1
finds 192.168.1.99 detail=ports

quiet: a server that is down is asked again and again
flow 192.168.1.5 > 192.168.1.10 tcp/502 answered=0 back=0 flows=500 lasted=9:00
at 0:10:00
flow 192.168.1.5 > 192.168.1.10 tcp/502 answered=0 back=0 flows=500 lasted=9:00
at 0:20:00
flow 192.168.1.5 > 192.168.1.10 tcp/502 answered=0 back=0 flows=500 lasted=9:00
at 0:30:00
flow 192.168.1.5 > 192.168.1.10 tcp/502 answered=0 back=0 flows=500 lasted=9:00
at 0:40:00

quiet: many conversations that are answered
flow 192.168.1.5 > 192.168.1.101 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.102 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.103 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.104 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.105 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.106 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.107 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.108 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.109 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.110 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.111 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.112 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.113 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.114 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.115 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.116 tcp/502 modbus

fires: addresses and ports: one finding
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
finds 192.168.1.66
findings 1

fires: somebody outside knocks at the ports of a device
flow 198.51.100.7 > 192.168.1.10 tcp/21 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/22 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/23 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/25 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/53 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/80 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/102 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/110 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/135 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/139 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/143 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/161 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/443 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/445 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/502 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/993 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/1433 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/3306 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/3389 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/5900 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/8080 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/9600 answered=0 back=0 packets=1
finds 198.51.100.7 detail=ports

quiet: what servers outside send too late
flow 198.51.100.7 > 192.168.1.10 tcp/50021 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/50022 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/50023 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/50025 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/50053 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/50080 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/50102 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/50110 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/50135 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/50139 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/50143 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/50161 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/50443 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/50445 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/50502 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/50993 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/51433 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/53306 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/53389 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/55900 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/58080 answered=0 back=0 packets=1
flow 198.51.100.7 > 192.168.1.10 tcp/59600 answered=0 back=0 packets=1
