fires: somebody new does
learn
claim 192.168.1.1 capability=router source=nd
at 0:10:00
enforce
claim 192.168.1.77 capability=router source=nd
at 0:11:00
finds 192.168.1.77

quiet: the one of every day, and another capability
learn
claim 192.168.1.1 capability=router source=nd
at 0:10:00
enforce
claim 192.168.1.1 capability=router source=nd
claim 192.168.1.78 capability=phone source=nd
at 0:11:00
