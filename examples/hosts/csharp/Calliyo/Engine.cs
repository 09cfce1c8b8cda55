using System;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml.Linq;

namespace Calliyo
{
    /// <summary>One of the daily jobs.</summary>
    public enum Job
    {
        /// <summary>Which leads go back to the pool.</summary>
        Removal = 1,

        /// <summary>Who gets which lead.</summary>
        Assignment = 2,

        /// <summary>Who gets fresh leads.</summary>
        TopUp = 3,
    }

    /// <summary>Operations that need no engine.</summary>
    public static class Operations
    {
        /// <summary>Asks for an operation; the answer is as the library wrote it, a success or a failure.</summary>
        public static byte[] Answer(string operation, byte[] request)
        {
            return Answer(EngineHandle.None, operation, request);
        }

        /// <summary>Asks for an operation; the result.</summary>
        /// <exception cref="CalliyoException">The request was refused.</exception>
        public static XElement Call(string operation, XElement request)
        {
            return Result(Answer(operation, Json.Write(request)));
        }

        internal static byte[] Answer(EngineHandle engine, string operation, byte[] request)
        {
            byte[] name = Encoding.UTF8.GetBytes(operation);
            int result = Native.Call(
                engine,
                name,
                Native.Length(name),
                request,
                Native.Length(request),
                out IntPtr answer,
                out UIntPtr length);
            return Native.Take(result, answer, length);
        }

        internal static XElement Result(byte[] answer)
        {
            XElement document = Json.Read(answer);
            if (document.Element("type").Value != "success")
            {
                throw new CalliyoException(document);
            }
            return document.Element("result");
        }
    }

    /// <summary>
    /// What a company configures, checked once. Any number of threads may use an engine at the same time.
    /// </summary>
    public sealed class Engine : IDisposable
    {
        private readonly EngineHandle handle;

        /// <summary>Makes an engine from a policy, JSON in UTF-8.</summary>
        /// <exception cref="CalliyoException">The policy has faults, all of which are told.</exception>
        public Engine(byte[] policy)
        {
            int result = Native.EngineNew(
                policy, Native.Length(policy), out IntPtr engine, out IntPtr failure, out UIntPtr length);
            Native.Take(result, failure, length);
            handle = new EngineHandle(engine);
        }

        /// <summary>Makes an engine from a policy, a JSON text.</summary>
        /// <exception cref="CalliyoException">The policy has faults, all of which are told.</exception>
        public Engine(string policy)
            : this(Encoding.UTF8.GetBytes(policy))
        {
        }

        /// <summary>
        /// Frees the engine, after the calls that still use it. What is never disposed is freed in the end.
        /// </summary>
        public void Dispose()
        {
            handle.Dispose();
        }

        /// <summary>Asks for an operation; the answer is as the library wrote it, a success or a failure.</summary>
        public byte[] Answer(string operation, byte[] request)
        {
            return Operations.Answer(handle, operation, request);
        }

        /// <summary>Asks for an operation; the result.</summary>
        /// <exception cref="CalliyoException">The request was refused.</exception>
        public XElement Call(string operation, XElement request)
        {
            return Operations.Result(Answer(operation, Json.Write(request)));
        }

        /// <summary>Asks for an operation by a request that is JSON text; the result.</summary>
        /// <exception cref="CalliyoException">The request was refused.</exception>
        public XElement Call(string operation, string request)
        {
            return Operations.Result(Answer(operation, Encoding.UTF8.GetBytes(request)));
        }

        /// <summary>
        /// Boils down a lead and its context, as in the operation transitions, to a number for <see cref="Refusal"/>.
        /// It is only meant for engines of the same policy and version.
        /// </summary>
        /// <exception cref="CalliyoException">The lead or the context was refused.</exception>
        public ulong Facts(XElement lead, XElement context)
        {
            byte[] leadText = Json.Write(lead);
            byte[] contextText = Json.Write(context);
            int result = Native.Facts(
                handle,
                leadText,
                Native.Length(leadText),
                contextText,
                Native.Length(contextText),
                out ulong facts,
                out IntPtr failure,
                out UIntPtr length);
            Native.Take(result, failure, length);
            return facts;
        }

        /// <summary>Says why a lead may not move to a status.</summary>
        /// <param name="facts">The lead's <see cref="Facts"/>.</param>
        /// <param name="status">The index of the status in the pipeline.</param>
        /// <returns>The code of the reason; null where the lead may move.</returns>
        public string Refusal(ulong facts, ushort status)
        {
            Native.Check(Native.CanMove(handle, facts, status, out IntPtr code));
            // Codes are ASCII.
            return Marshal.PtrToStringAnsi(code);
        }

        /// <summary>Works out a job at an instant over columns, into the outputs among them.</summary>
        /// <returns>The line that tells the outcome.</returns>
        /// <exception cref="CalliyoException">The columns were refused; the outputs are untouched.</exception>
        public string Plan(Job job, Columns columns, DateTimeOffset now)
        {
            int result = Native.Plan(
                handle, (uint)job, columns.Handle, now.ToUnixTimeMilliseconds(), out IntPtr line, out UIntPtr length);
            return Encoding.UTF8.GetString(Native.Take(result, line, length));
        }
    }
}
