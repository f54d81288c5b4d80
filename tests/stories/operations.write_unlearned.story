fires: the screen that sets 100 to 131 sets 500
learn
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 fn="Write Multiple Registers" space=holding range=100..131
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 fn="Write Multiple Registers" space=holding range=100..131,500
finds 192.168.1.10 by=192.168.1.5 detail="holding 500..500"

fires: another function than ever before
learn
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 fn="Write Multiple Registers" space=holding range=100..131
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 modbus write code=22 fn="Mask Write Register" space=holding range=100
finds 192.168.1.10

quiet: a part of what was learned, and two learned ranges in one
learn
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 space=holding range=100..131
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 space=holding range=132..140
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 space=holding range=110..120
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 space=holding range=125..135

quiet: the first write of somebody else is another finding
learn
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 space=holding range=100..131
at 1:00:00
enforce
ot 192.168.1.6 > 192.168.1.10 modbus write code=16 space=holding range=500

fires: the station that operates one breaker operates another
learn
ot 192.168.1.5 > 192.168.1.10 dnp3 control code=4 fn=Operate target="outstation 4" space=binary-output range=1 on=tcp/20000
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 dnp3 control code=4 fn=Operate target="outstation 4" space=binary-output range=7 on=tcp/20000
finds 192.168.1.10 by=192.168.1.5 detail="binary-output 7..7"

quiet: it operates that of every day
learn
ot 192.168.1.5 > 192.168.1.10 dnp3 control code=4 fn=Operate target="outstation 4" space=binary-output range=1 on=tcp/20000
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 dnp3 control code=4 fn=Operate target="outstation 4" space=binary-output range=1 on=tcp/20000
