module calliyo.example/host

go 1.19
