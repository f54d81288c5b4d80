fires: a block is downloaded into an S7, told from the controller's side
claim 192.168.1.10 device_type=CPU
flow 192.168.1.99 > 192.168.1.10 tcp/102 s7comm
ot 192.168.1.10 > 192.168.1.99 s7comm program pdu=job code=27 fn="Download Block" target=DB1 count=24 on=tcp/102
finds 192.168.1.10 by=192.168.1.99 severity=high detail="Download Block"

fires: a program file is written into a MELSEC, and the same telling again does not count
ot 192.168.1.99 > 192.168.1.10 slmp file code=6183 fn="Write File" target="file MAIN.QPG" entry=5 count=3 on=tcp/5002
ot 192.168.1.99 > 192.168.1.10 slmp file code=6183 fn="Write File" target="file MAIN.QPG" entry=5 count=3 on=tcp/5002
finds 192.168.1.10 count=3

fires: an upload is less than a download
ot 192.168.1.99 > 192.168.1.10 s7comm program pdu=job code=30 fn="Upload Block" target=OB1 on=tcp/102
finds 192.168.1.10 severity=medium

fires: a download to a controller that the plant depends on is critical
ot 192.168.1.5 > 192.168.1.10 modbus read
say 192.168.1.10 importance=5
ot 192.168.1.99 > 192.168.1.10 umas program code=48 fn="Download Block"
finds 192.168.1.10 severity=critical

quiet: values are read and written
ot 192.168.1.99 > 192.168.1.10 s7comm write pdu=job code=5 fn="Write Var" space=DB range=0..10 on=tcp/102
ot 192.168.1.99 > 192.168.1.10 s7comm read pdu=job code=4 fn="Read Var" space=DB range=0..10 on=tcp/102

quiet: the backup that was learned comes again
learn
ot 192.168.1.7 > 192.168.1.10 s7comm program pdu=job code=30 fn="Upload Block" target=OB1 on=tcp/102
at 24:00:00
enforce
ot 192.168.1.7 > 192.168.1.10 s7comm program pdu=job code=30 fn="Upload Block" target=OB1 on=tcp/102

fires: a controller sends its program to a group, which has a name too
claim 192.168.1.10 device_type="Programmable Logic Controller"
claim 192.168.1.10 model="CPU 315"
ot 192.168.1.10 > 239.192.1.1 s7comm program pdu=job code=27 fn="Download Block" target=DB1 on=tcp/102
at 0:00:10
ot 192.168.1.10 > 239.192.1.1 s7comm program pdu=job code=27 fn="Download Block" target=DB2 on=tcp/102
finds 192.168.1.10 by=192.168.1.10 detail="239.192.1.1"

quiet: a block is deleted, a program is edited online: others tell of that
ot 192.168.1.99 > 192.168.1.10 s7comm program pdu=job code=40 fn="Delete Block" target=DB1 on=tcp/102
ot 192.168.1.99 > 192.168.1.10 cip program pdu=pccc code=15 subcode=17 fn="Get Edit Resource" app=enip on=tcp/44818

fires: a file is written into an outstation; a program goes into a controller by the file object of CIP
ot 192.168.1.99 > 192.168.1.10 dnp3 file code=2 fn=Write target="outstation 4" on=tcp/20000
ot 192.168.1.99 > 192.168.1.11 cip file code=76 fn="Initiate Download" target="class 0x37 instance 1" app=enip on=tcp/44818
finds 192.168.1.10 severity=high
finds 192.168.1.11 severity=high

quiet: a record of a disturbance is fetched
ot 192.168.1.99 > 192.168.1.10 mms file pdu=confirmed code=73 fn="File Read" on=tcp/102
ot 192.168.1.99 > 192.168.1.10 dnp3 file code=25 fn="Open File" target="file r1.cfg" on=tcp/20000

fires: the boot project of a TwinCAT system is written; another is read
ot 192.168.1.99 > 192.168.1.10 ads program code=9 subcode=120 fn="Open Boot Project for Write" target="file Plc/Port_851.app" on=tcp/48898
ot 192.168.1.99 > 192.168.1.11 ads program code=9 subcode=120 fn="Open Boot Project for Read" target="file CurrentConfig.xml" on=tcp/48898
finds 192.168.1.10 severity=high detail="Port_851.app"
finds 192.168.1.11 severity=medium

quiet: a recipe is read out of it
ot 192.168.1.99 > 192.168.1.10 ads file code=9 subcode=120 fn="Open File for Read" target="file recipe.csv" on=tcp/48898
ot 192.168.1.99 > 192.168.1.10 ads file code=9 subcode=122 fn="Read File" target="port 10000" on=tcp/48898

fires: a program goes between a GE controller and a tool, whichever way; a change of it is told elsewhere
ot 192.168.1.99 > 192.168.1.10 ge-srtp program code=63 fn="Program Store" on=tcp/18245
ot 192.168.1.99 > 192.168.1.11 ge-srtp program code=64 fn="Program Load" on=tcp/18245
ot 192.168.1.99 > 192.168.1.12 ge-srtp program code=65 fn="Program Change" on=tcp/18245
findings 2
finds 192.168.1.10 severity=high
finds 192.168.1.11 severity=high

fires: an application of CODESYS is loaded, its file is put there
ot 192.168.1.99 > 192.168.1.10 codesys program code=2 subcode=5 fn="App Download" on=tcp/11740
ot 192.168.1.99 > 192.168.1.11 codesys file code=8 subcode=2 fn="Open File for Write" target="file Application.app" on=tcp/11740
finds 192.168.1.10 severity=high
finds 192.168.1.11 severity=high

quiet: a log is fetched; a change online is told elsewhere
ot 192.168.1.99 > 192.168.1.10 codesys file code=8 subcode=7 fn="Read File" on=tcp/11740
ot 192.168.1.99 > 192.168.1.10 codesys program code=2 subcode=6 fn="App Online Change" on=tcp/11740

fires: a block is read out of an S7-1500
learn
ot 192.168.1.5 > 192.168.1.10 s7comm-plus read code=1211 fn="Explore" on=tcp/102
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 s7comm-plus program code=1211 fn="Upload Object" target="OB1" on=tcp/102
finds 192.168.1.10 by=192.168.1.5 severity=medium detail="OB1"
