using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Calliyo;

namespace Host
{
    /// <summary>
    /// Does in C# what the hosts in all the other languages do; examples/hosts/README.md tells what that is.
    /// </summary>
    internal static class Program
    {
        private const string Usage =
            "usage: host FOLDER             a morning at the company in the folder\n" +
            "       host vectors FOLDER...  conformance vectors, a folder each\n" +
            "       host bench N            an assignment of N leads, timed";

        /// <summary>Returns 0 when all went well, 1 when a vector failed, 2 when it could not be done.</summary>
        private static int Main(string[] arguments)
        {
            using (var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)))
            {
                output.NewLine = "\n";
                try
                {
                    return Run(arguments, output) ? 0 : 1;
                }
                catch (Exception e) when (
                    e is CalliyoException || e is IOException || e is ArgumentException || e is FormatException
                    || e is OverflowException)
                {
                    Console.Error.WriteLine(e.Message);
                    return 2;
                }
            }
        }

        /// <summary>Does what is asked for; whether every vector passed.</summary>
        private static bool Run(string[] arguments, TextWriter output)
        {
            if (arguments.Length > 0 && arguments[0] == "vectors")
            {
                return Vector.TryAll(arguments.Skip(1).ToArray(), output);
            }
            if (arguments.Length == 2 && arguments[0] == "bench")
            {
                Bench.Run(int.Parse(arguments[1], NumberStyles.None, CultureInfo.InvariantCulture), output);
            }
            else if (arguments.Length == 1)
            {
                new Company(arguments[0]).PrintMorning(output);
            }
            else
            {
                throw new ArgumentException(Usage);
            }
            return true;
        }
    }
}
