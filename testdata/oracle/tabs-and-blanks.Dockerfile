  FROM	scratch
	ENV 	 A=1		B=2  
	USER		u  
EXPOSE	80  81	82
   CMD   run   it   
