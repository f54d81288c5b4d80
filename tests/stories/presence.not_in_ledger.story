fires: the ledger has one of two
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 0:01:00
ledger 192.168.1.5
at 0:02:00
finds 192.168.1.10

quiet: there is no ledger
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 0:02:00

quiet: both are in the ledger; the outside is in none
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
flow 192.168.1.5 > 198.51.100.1 tcp/443 tls
at 0:01:00
ledger 192.168.1.5 192.168.1.10
at 0:02:00
