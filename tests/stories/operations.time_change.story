fires: a stranger sets the clock of a PLC
ot 192.168.1.99 > 192.168.1.10 s7comm time pdu=userdata code=7 subcode=2 fn="Set Clock" on=tcp/102
finds 192.168.1.10 by=192.168.1.99 severity=medium

fires: a master that nobody learned synchronises a station
ot 192.168.1.99 > 192.168.1.10 iec104 time code=103 fn="Clock Synchronization" on=tcp/2404
finds 192.168.1.10 severity=low

quiet: the clock is read; the network keeps its time
ot 192.168.1.99 > 192.168.1.10 s7comm time pdu=userdata code=7 subcode=1 fn="Read Clock" on=tcp/102
ot 192.168.1.99 > 192.168.1.10 cip time code=28 fn="Group Sync" app=enip on=udp/2222
