using System;
using System.Runtime.InteropServices;

namespace Calliyo
{
    /// <summary>
    /// A library that is loaded from a path known only when the program runs, for which .NET Standard has nothing.
    /// </summary>
    internal sealed class DynamicLibrary
    {
        private readonly string name;
        private readonly IntPtr library;
        private readonly Func<IntPtr, string, IntPtr> find;

        /// <summary>
        /// Loads the library at a path, or, where that is null, the one that the system finds by name.
        /// </summary>
        internal DynamicLibrary(string path, string name)
        {
            if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            {
                this.name = path ?? name + ".dll";
                library = Windows.LoadLibrary(this.name);
                find = Windows.GetProcAddress;
            }
            else if (RuntimeInformation.IsOSPlatform(OSPlatform.OSX))
            {
                this.name = path ?? "lib" + name + ".dylib";
                library = MacOS.Open(this.name, Now);
                find = MacOS.Symbol;
            }
            else
            {
                this.name = path ?? "lib" + name + ".so";
                library = Linux.Open(this.name, Now);
                find = Linux.Symbol;
            }
            if (library == IntPtr.Zero)
            {
                throw new DllNotFoundException(this.name);
            }
        }

        /// <summary>The function of a name.</summary>
        internal T Function<T>(string function)
        {
            IntPtr address = find(library, function);
            if (address == IntPtr.Zero)
            {
                throw new EntryPointNotFoundException(name + " has no " + function);
            }
            return Marshal.GetDelegateForFunctionPointer<T>(address);
        }

        /// <summary>RTLD_NOW: a library that lacks something is refused at once.</summary>
        private const int Now = 2;

        private static class Windows
        {
            [DllImport("kernel32", CharSet = CharSet.Unicode, SetLastError = true)]
            internal static extern IntPtr LoadLibrary(string path);

            [DllImport("kernel32", CharSet = CharSet.Ansi, ExactSpelling = true, SetLastError = true)]
            internal static extern IntPtr GetProcAddress(IntPtr library, string name);
        }

        private static class MacOS
        {
            [DllImport("libSystem.dylib", EntryPoint = "dlopen")]
            internal static extern IntPtr Open(string path, int mode);

            [DllImport("libSystem.dylib", EntryPoint = "dlsym")]
            internal static extern IntPtr Symbol(IntPtr library, string name);
        }

        private static class Linux
        {
            [DllImport("libdl.so.2", EntryPoint = "dlopen")]
            internal static extern IntPtr Open(string path, int mode);

            [DllImport("libdl.so.2", EntryPoint = "dlsym")]
            internal static extern IntPtr Symbol(IntPtr library, string name);
        }
    }
}
