using System;
using System.IO;
using System.Linq;
using System.Text;
using Calliyo;

namespace Host
{
    /// <summary>A conformance vector: a request and the response that it must get, byte by byte.</summary>
    internal sealed class Vector
    {
        private readonly string folder;
        private readonly string operation;
        private readonly byte[] policy;
        private readonly byte[] request;
        private readonly byte[] response;

        private Vector(string folder)
        {
            this.folder = folder;
            operation = Encoding.UTF8.GetString(ReadText("operation"));
            policy = File.Exists(Path.Combine(folder, "policy.json")) ? ReadText("policy.json") : null;
            request = ReadText("request.json");
            response = ReadText("response.json");
        }

        /// <summary>Asks every vector, prints each difference and a line that counts; whether all passed.</summary>
        internal static bool TryAll(string[] folders, TextWriter output)
        {
            int passed = folders.Count(folder => new Vector(folder).Passes(output));
            output.WriteLine("{0} passed, {1} failed", passed, folders.Length - passed);
            return passed == folders.Length;
        }

        /// <summary>Reads a file; one newline at its end is not part of its text.</summary>
        private byte[] ReadText(string name)
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(folder, name));
            if (bytes.Length > 0 && bytes[bytes.Length - 1] == '\n')
            {
                Array.Resize(ref bytes, bytes.Length - 1);
            }
            return bytes;
        }

        private bool Passes(TextWriter output)
        {
            byte[] answer = Answer();
            if (answer.SequenceEqual(response))
            {
                return true;
            }
            output.WriteLine(folder);
            output.WriteLine("  expected " + Encoding.UTF8.GetString(response));
            output.WriteLine("  got      " + Encoding.UTF8.GetString(answer));
            return false;
        }

        private byte[] Answer()
        {
            if (policy == null)
            {
                return Operations.Answer(operation, request);
            }
            using (var engine = new Engine(policy))
            {
                return engine.Answer(operation, request);
            }
        }
    }
}
