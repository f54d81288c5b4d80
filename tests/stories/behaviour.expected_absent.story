fires: the nightly upload does not come on the fourth night
at 20:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 44:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 68:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 95:00:00
finds 192.168.1.10 by=192.168.1.5

quiet: it comes an hour late; and on the weekend it never came
at 20:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 44:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 68:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 93:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 116:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 188:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 208:00:00

quiet: the sensor was not watching that night
at 20:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 44:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 68:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 80:00:00
gap 96:00:00
at 97:00:00

fires: the program was started anew after three nights
at 20:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 44:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 68:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 80:00:00
restart
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
at 95:00:00
finds 192.168.1.10 by=192.168.1.5 detail=s7comm

quiet: it was stopped over that night
at 20:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 44:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 68:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 80:00:00
restart
gap 94:00:00
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
at 97:00:00

fires: the nightly backup by SSH does not come on the fourth night
flow 192.168.1.5 > 192.168.1.30 tcp/22 ssh answered=1 bytes=1000
at 20:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/22 ssh answered=1 packets=40000 bytes=50000000 back=9000 state=closed lasted=10:00 entry=1
at 44:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/22 ssh answered=1 packets=40000 bytes=50000000 back=9000 state=closed lasted=10:00 entry=2
at 68:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/22 ssh answered=1 packets=40000 bytes=50000000 back=9000 state=closed lasted=10:00 entry=3
at 95:00:00
finds 192.168.1.30 by=192.168.1.5 detail="ssh TCP/22"

fires: the backup of three Sundays, by a protocol that nobody knows, does not come on the fourth
at 150:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/9876 answered=1 packets=40000 bytes=50000000 back=9000 state=closed lasted=10:00 entry=1
at 318:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/9876 answered=1 packets=40000 bytes=50000000 back=9000 state=closed lasted=10:00 entry=2
at 486:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/9876 answered=1 packets=40000 bytes=50000000 back=9000 state=closed lasted=10:00 entry=3
at 660:00:00
finds 192.168.1.30 by=192.168.1.5 detail="TCP/9876"

quiet: it comes an hour late; small talk each night
at 20:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/22 ssh answered=1 packets=40000 bytes=50000000 back=9000 state=closed lasted=10:00 entry=1
flow 192.168.1.6 > 192.168.1.30 tcp/22 ssh answered=1 bytes=90000 lasted=1:00 entry=11
at 44:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/22 ssh answered=1 packets=40000 bytes=50000000 back=9000 state=closed lasted=10:00 entry=2
flow 192.168.1.6 > 192.168.1.30 tcp/22 ssh answered=1 bytes=90000 lasted=1:00 entry=12
at 68:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/22 ssh answered=1 packets=40000 bytes=50000000 back=9000 state=closed lasted=10:00 entry=3
flow 192.168.1.6 > 192.168.1.30 tcp/22 ssh answered=1 bytes=90000 lasted=1:00 entry=13
at 93:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/22 ssh answered=1 packets=40000 bytes=50000000 back=9000 state=closed lasted=10:00 entry=4
at 95:00:00

quiet: large files at other hours each day
at 20:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/22 ssh answered=1 packets=40000 bytes=50000000 back=9000 state=closed lasted=10:00 entry=1
at 38:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/22 ssh answered=1 packets=40000 bytes=50000000 back=9000 state=closed lasted=10:00 entry=2
at 68:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/22 ssh answered=1 packets=40000 bytes=50000000 back=9000 state=closed lasted=10:00 entry=3
at 86:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/22 ssh answered=1 packets=40000 bytes=50000000 back=9000 state=closed lasted=10:00 entry=4
at 116:00:00

quiet: values are read all day long, and make ten megabytes a day
at 6:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/502 modbus answered=1 packets=24000 bytes=2700000 back=6000 lasted=6:00:00 entry=1
at 12:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/502 modbus answered=1 packets=48000 bytes=5400000 back=12000 lasted=12:00:00 entry=1
at 18:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/502 modbus answered=1 packets=72000 bytes=8100000 back=18000 lasted=18:00:00 entry=1
at 24:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/502 modbus answered=1 packets=96000 bytes=10800000 back=24000 lasted=24:00:00 entry=1
at 30:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/502 modbus answered=1 packets=120000 bytes=13500000 back=30000 lasted=30:00:00 entry=1
at 36:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/502 modbus answered=1 packets=144000 bytes=16200000 back=36000 lasted=36:00:00 entry=1
at 42:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/502 modbus answered=1 packets=168000 bytes=18900000 back=42000 lasted=42:00:00 entry=1
at 48:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/502 modbus answered=1 packets=192000 bytes=21600000 back=48000 lasted=48:00:00 entry=1
at 54:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/502 modbus answered=1 packets=216000 bytes=24300000 back=54000 lasted=54:00:00 entry=1
at 60:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/502 modbus answered=1 packets=240000 bytes=27000000 back=60000 lasted=60:00:00 entry=1
at 66:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/502 modbus answered=1 packets=264000 bytes=29700000 back=66000 lasted=66:00:00 entry=1
at 72:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/502 modbus answered=1 packets=288000 bytes=32400000 back=72000 lasted=72:00:00 entry=1
at 78:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/502 modbus answered=1 packets=312000 bytes=35100000 back=78000 lasted=78:00:00 entry=1
at 84:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/502 modbus answered=1 packets=336000 bytes=37800000 back=84000 lasted=84:00:00 entry=1
at 90:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/502 modbus answered=1 packets=360000 bytes=40500000 back=90000 lasted=90:00:00 entry=1
at 96:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/502 modbus answered=1 packets=384000 bytes=43200000 back=96000 lasted=96:00:00 entry=1
at 102:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/502 modbus answered=1 packets=408000 bytes=45900000 back=102000 lasted=102:00:00 entry=1
at 108:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/502 modbus answered=1 packets=432000 bytes=48600000 back=108000 lasted=108:00:00 entry=1
at 114:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/502 modbus answered=1 packets=456000 bytes=51300000 back=114000 lasted=114:00:00 entry=1
at 120:00:00
flow 192.168.1.5 > 192.168.1.30 tcp/502 modbus answered=1 packets=480000 bytes=54000000 back=120000 lasted=120:00:00 entry=1
at 160:00:00

fires: the nightly backup of nine files to a share does not come on the fourth night
at 20:00:00
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part0.bin" on=tcp/445
at 20:00:05
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part1.bin" on=tcp/445
at 20:00:10
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part2.bin" on=tcp/445
at 20:00:15
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part3.bin" on=tcp/445
at 20:00:20
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part4.bin" on=tcp/445
at 20:00:25
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part5.bin" on=tcp/445
at 20:00:30
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part6.bin" on=tcp/445
at 20:00:35
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part7.bin" on=tcp/445
at 20:00:40
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part8.bin" on=tcp/445
at 20:00:45
at 44:00:00
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part0.bin" on=tcp/445
at 44:00:05
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part1.bin" on=tcp/445
at 44:00:10
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part2.bin" on=tcp/445
at 44:00:15
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part3.bin" on=tcp/445
at 44:00:20
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part4.bin" on=tcp/445
at 44:00:25
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part5.bin" on=tcp/445
at 44:00:30
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part6.bin" on=tcp/445
at 44:00:35
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part7.bin" on=tcp/445
at 44:00:40
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part8.bin" on=tcp/445
at 44:00:45
at 68:00:00
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part0.bin" on=tcp/445
at 68:00:05
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part1.bin" on=tcp/445
at 68:00:10
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part2.bin" on=tcp/445
at 68:00:15
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part3.bin" on=tcp/445
at 68:00:20
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part4.bin" on=tcp/445
at 68:00:25
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part5.bin" on=tcp/445
at 68:00:30
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part6.bin" on=tcp/445
at 68:00:35
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part7.bin" on=tcp/445
at 68:00:40
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="backup\part8.bin" on=tcp/445
at 68:00:45
at 95:00:00
finds 192.168.1.11 by=192.168.1.5

fires: what was saved every ten minutes is saved no more
flow 192.168.1.5 > 192.168.1.11 tcp/445 smb flows=12 period=600000000 jitter=9000000 state=closed lasted=1:55:00 entry=7
at 1:00:00
flow 192.168.1.5 > 192.168.1.11 tcp/445 smb flows=12 period=600000000 jitter=9000000 state=closed lasted=1:55:00 entry=7
at 5:00:00
finds 192.168.1.11 by=192.168.1.5 detail=smb/445

quiet: it comes on; a job without a rhythm ends; a question of another kind
flow 192.168.1.5 > 192.168.1.11 tcp/445 smb flows=12 period=600000000 jitter=9000000 state=closed lasted=1:55:00 entry=7
flow 192.168.1.6 > 192.168.1.11 tcp/445 smb flows=12 period=600000000 jitter=400000000 state=closed lasted=1:55:00 entry=8
flow 192.168.1.7 > 192.168.1.11 udp/123 ntp flows=12 period=600000000 jitter=9000000 state=closed lasted=1:55:00 entry=9
at 1:00:00
flow 192.168.1.5 > 192.168.1.11 tcp/445 smb flows=18 period=600000000 jitter=9000000 state=closed lasted=2:55:00 entry=7
at 2:00:00
flow 192.168.1.5 > 192.168.1.11 tcp/445 smb flows=24 period=600000000 jitter=9000000 state=closed lasted=3:55:00 entry=7
