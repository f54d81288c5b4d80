fires: a PLC that said V2.9 says V3.0
claim 192.168.1.10 firmware=V2.9
at 1:00
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 2:00:00
claim 192.168.1.10 firmware=V3.0
at 2:01:00
finds 192.168.1.10 detail="V2.9 -> V3.0" count=1

quiet: it tells its firmware for the first time, then again
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 1:00:00
claim 192.168.1.10 firmware=V2.9
at 2:00:00
claim 192.168.1.10 firmware=V2.9
at 3:00:00

quiet: with another serial number it is another device (presence.replaced)
claim 192.168.1.10 firmware=V2.9 source=s7comm
claim 192.168.1.10 serial=A1 source=s7comm
at 1:00:00
claim 192.168.1.10 firmware=V3.0 source=s7comm
claim 192.168.1.10 serial=B2 source=s7comm
at 1:10:00
