fires: Windows 7 in 2026
claim 192.168.1.20 os="Windows 7 Professional"
flow 192.168.1.20 > 192.168.1.10 tcp/502 modbus
finds 192.168.1.20 detail="2020-01-14" count=1

quiet: an edition that is supported
claim 192.168.1.20 os="Windows Server 2022"
flow 192.168.1.20 > 192.168.1.10 tcp/502 modbus

quiet: an operating system that nobody has in the catalog
claim 192.168.1.20 os="VxWorks 6"
flow 192.168.1.20 > 192.168.1.10 tcp/502 modbus
