fires: at night somebody comes from outside whom nobody knows
learn
flow 192.168.1.5 > 192.168.1.20 tcp/502 modbus
at 0:10:00
enforce
gap 20:00:00
flow 198.51.100.9 > 192.168.1.20 tcp/3389 rdp
finds 192.168.1.20 by=198.51.100.9

fires: the maker who came at two in the afternoon comes at midnight
learn
gap 8:00:00
flow 198.51.100.9 > 192.168.1.20 tcp/3389 rdp
gap 56:00:00
flow 198.51.100.9 > 192.168.1.20 tcp/3389 rdp flows=2 lasted=0:30
enforce
gap 66:00:00
flow 198.51.100.9 > 192.168.1.20 tcp/3389 rdp flows=3 lasted=0:30
finds 192.168.1.20 by=198.51.100.9

quiet: he comes within his hours, and a stranger by day
learn
gap 8:00:00
flow 198.51.100.9 > 192.168.1.20 tcp/3389 rdp
gap 56:00:00
flow 198.51.100.9 > 192.168.1.20 tcp/3389 rdp flows=2 lasted=0:30
enforce
gap 57:00:00
flow 198.51.100.9 > 192.168.1.20 tcp/3389 rdp flows=3 lasted=0:30
flow 198.51.100.10 > 192.168.1.20 tcp/3389 rdp

quiet: he who comes each morning comes on Friday morning, which was not learned
learn
flow 198.51.100.9 > 192.168.1.20 tcp/3389 rdp entry=7
hourly 3:00:00
flow 198.51.100.9 > 192.168.1.20 tcp/3389 rdp entry=7
hourly 27:00:00
flow 198.51.100.9 > 192.168.1.20 tcp/3389 rdp entry=7 flows=2 lasted=24:00:00
hourly 51:00:00
flow 198.51.100.9 > 192.168.1.20 tcp/3389 rdp entry=7 flows=3 lasted=48:00:00
hourly 60:00:00
enforce
hourly 99:00:00
flow 198.51.100.9 > 192.168.1.20 tcp/3389 rdp entry=7 flows=4 lasted=96:00:00

fires: he who comes each morning comes on Friday evening
learn
hourly 3:00:00
flow 198.51.100.9 > 192.168.1.20 tcp/3389 rdp entry=7
hourly 27:00:00
flow 198.51.100.9 > 192.168.1.20 tcp/3389 rdp entry=7 flows=2 lasted=24:00:00
hourly 51:00:00
flow 198.51.100.9 > 192.168.1.20 tcp/3389 rdp entry=7 flows=3 lasted=48:00:00
hourly 60:00:00
enforce
hourly 110:00:00
flow 198.51.100.9 > 192.168.1.20 tcp/3389 rdp entry=7 flows=4 lasted=107:00:00
finds 192.168.1.20 by=198.51.100.9

quiet: a station of the plant does its work on a Saturday, and no weekend was learned
learn
hourly 6:00:00
flow 192.168.1.6 > 192.168.1.20 tcp/22 ssh entry=7 flows=1
hourly 30:00:00
flow 192.168.1.6 > 192.168.1.20 tcp/22 ssh entry=7 flows=2
hourly 54:00:00
flow 192.168.1.6 > 192.168.1.20 tcp/22 ssh entry=7 flows=3
hourly 78:00:00
flow 192.168.1.6 > 192.168.1.20 tcp/22 ssh entry=7 flows=4
hourly 102:00:00
flow 192.168.1.6 > 192.168.1.20 tcp/22 ssh entry=7 flows=5
hourly 108:00:00
enforce
hourly 126:00:00
flow 192.168.1.6 > 192.168.1.20 tcp/22 ssh entry=7 flows=6

fires: the same after a whole week
learn
hourly 6:00:00
flow 192.168.1.6 > 192.168.1.20 tcp/22 ssh entry=7 flows=1
hourly 30:00:00
flow 192.168.1.6 > 192.168.1.20 tcp/22 ssh entry=7 flows=2
hourly 54:00:00
flow 192.168.1.6 > 192.168.1.20 tcp/22 ssh entry=7 flows=3
hourly 78:00:00
flow 192.168.1.6 > 192.168.1.20 tcp/22 ssh entry=7 flows=4
hourly 102:00:00
flow 192.168.1.6 > 192.168.1.20 tcp/22 ssh entry=7 flows=5
hourly 192:00:00
enforce
hourly 294:00:00
flow 192.168.1.6 > 192.168.1.20 tcp/22 ssh entry=7 flows=6
finds 192.168.1.20 by=192.168.1.6 severity=high

fires: the maker comes by day, to another device
learn
gap 8:00:00
flow 198.51.100.9 > 192.168.1.20 tcp/3389 rdp
flow 192.168.1.5 > 192.168.1.21 tcp/502 modbus
gap 32:00:00
enforce
gap 33:00:00
flow 198.51.100.9 > 192.168.1.21 tcp/3389 rdp lasted=0:30
finds 192.168.1.21 by=198.51.100.9
findings 1

quiet: a computer of the plant opens a remote desktop elsewhere
learn
gap 8:00:00
flow 192.168.1.5 > 192.168.1.20 tcp/3389 rdp
gap 32:00:00
enforce
gap 33:00:00
flow 192.168.1.5 > 192.168.1.21 tcp/3389 rdp lasted=0:30
