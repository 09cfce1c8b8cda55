// The same program as outside.c, with the header for C++.

#include <calliyo.hpp>

#include <cstdio>
#include <exception>

int main()
{
    try {
        const calliyo::Engine engine("{}");

        std::puts(engine.call("version", "{}").c_str());
    } catch (const std::exception &error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
