@echo off
rem Starts emerg from this folder: a double click, or with a command of emerg behind it.
setlocal
chcp 65001 >nul
set "HERE=%~dp0"
set /p MADE_FOR=<"%HERE%made-for.txt"
for /f "tokens=1" %%v in ("%MADE_FOR%") do set "MADE_FOR=%%v"
if not exist "%HERE%python\python.exe" goto installed
"%HERE%python\python.exe" -B "%HERE%start.py" %*
goto end
:installed
py -%MADE_FOR% -B "%HERE%start.py" %*
:end
if errorlevel 1 if "%~1"=="" pause
