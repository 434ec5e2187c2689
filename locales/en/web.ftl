# Titles of the API's problem documents, by HTTP status.

status-400 = The request cannot be read
status-401 = Not signed in
status-403 = Not allowed
status-404 = Not found
status-405 = Method not supported
status-409 = It conflicts with existing data
status-412 = Somebody else has changed it
status-413 = Too large
status-414 = The address is too long
status-415 = Type of data not supported
status-421 = This address does not belong to this server
status-422 = Something needs to be corrected
status-428 = The header If-Match is required
status-429 = Too many tries. Try again later
status-500 = Something went wrong on the server
status-503 = The server is busy. Try again later
status-507 = The storage is full

# What everybody is: at the door of the demonstration.
role-employee = Employee
