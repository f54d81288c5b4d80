fires: two names behind one MAC, turn by turn
claim 02:00:00:00:00:10 station_name=hmi-1 source=profinet-dcp entry=1
at 0:10:00
claim 02:00:00:00:00:10 station_name=hmi-2 source=profinet-dcp entry=2
at 0:20:00
claim 02:00:00:00:00:10 station_name=hmi-1 source=profinet-dcp entry=1
at 0:30:00
claim 02:00:00:00:00:10 station_name=hmi-2 source=profinet-dcp entry=2
at 0:40:00
claim 02:00:00:00:00:10 model=X source=profinet-dcp
at 0:41:00
finds 02:00:00:00:00:10 detail="hmi-1"

quiet: it was renamed
claim 02:00:00:00:00:10 station_name=hmi-1 source=profinet-dcp
at 0:10:00
claim 02:00:00:00:00:10 station_name=hmi-2 source=profinet-dcp
at 0:20:00
claim 02:00:00:00:00:10 station_name=hmi-2 source=profinet-dcp
at 0:30:00

fires: a computer that asks for an address has the MAC of a panel whose address is fixed
claim 02:00:00:00:00:20 ip=192.168.1.20 source=arp rank=identity entry=1
at 0:07:00
claim 02:00:00:00:00:20 ip=192.168.1.98 source=dhcp rank=banner entry=2
claim 02:00:00:00:00:20 hostname=TEST-PC source=dhcp entry=3
at 0:17:00
claim 02:00:00:00:00:20 ip=192.168.1.20 source=arp rank=identity entry=1
at 0:18:00
claim 02:00:00:00:00:20 os=Windows source=smb entry=4
finds 02:00:00:00:00:20 detail="192.168.1.20 / 192.168.1.98"

quiet: another lease than before; a fixed address given up for a lease
claim 02:00:00:00:00:30 ip=192.168.1.30 source=dhcp rank=banner entry=1
claim 02:00:00:00:00:30 ip=192.168.1.30 source=arp rank=identity entry=2
claim 02:00:00:00:00:40 ip=192.168.1.40 source=arp rank=identity entry=3
at 0:07:00
claim 02:00:00:00:00:30 ip=192.168.1.98 source=dhcp rank=banner entry=4
claim 02:00:00:00:00:40 ip=192.168.1.99 source=dhcp rank=banner entry=5
at 0:17:00
claim 02:00:00:00:00:30 ip=192.168.1.30 source=arp rank=identity entry=2
claim 02:00:00:00:00:40 ip=192.168.1.99 source=arp rank=identity entry=6
at 0:18:00
claim 02:00:00:00:00:30 os=Windows source=smb entry=7
claim 02:00:00:00:00:40 os=Windows source=smb entry=8
