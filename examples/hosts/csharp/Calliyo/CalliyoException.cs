using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace Calliyo
{
    /// <summary>
    /// A policy, a request or columns were refused, with every fault at once; or a call did not take place at all.
    /// </summary>
    public sealed class CalliyoException : Exception
    {
        internal CalliyoException(int result)
            : base("the call did not take place: " + (Result)result)
        {
            Result = (Result)result;
            Faults = new Fault[0];
        }

        /// <summary>The exception of a failure document.</summary>
        internal CalliyoException(XElement document)
            : this(document.Element("errors").Elements().Select(fault => new Fault(fault)).ToArray())
        {
        }

        private CalliyoException(Fault[] faults)
            : base(string.Join("; ", faults.Select(fault => fault.ToString())))
        {
            Result = Result.Failed;
            Faults = faults;
        }

        /// <summary>How the call ended.</summary>
        public Result Result { get; }

        /// <summary>
        /// What is wrong, in the order in which the library reports it; empty where no call took place.
        /// </summary>
        public IReadOnlyList<Fault> Faults { get; }
    }

    /// <summary>How a call ended. Later versions may add results.</summary>
    public enum Result
    {
        /// <summary>The call did what it is for.</summary>
        Ok = 0,

        /// <summary>A pointer is NULL.</summary>
        NullPointer = 1,

        /// <summary>A text is not UTF-8.</summary>
        InvalidUtf8 = 2,

        /// <summary>A length is larger than any object.</summary>
        InvalidLength = 3,

        /// <summary>What was asked for was refused; the faults say why.</summary>
        Failed = 4,

        /// <summary>The call met a defect of the library.</summary>
        Panic = 5,

        /// <summary>A column is not aligned to its elements.</summary>
        Misaligned = 6,

        /// <summary>An output shares memory.</summary>
        Overlap = 7,

        /// <summary>A constant names nothing that the function is for.</summary>
        UnknownConstant = 8,

        /// <summary>A column that takes no validity has one.</summary>
        UnexpectedValidity = 9,
    }

    /// <summary>One thing that is wrong with a policy or a request.</summary>
    public sealed class Fault
    {
        internal Fault(XElement document)
        {
            Code = document.Element("code").Value;
            Path = document.Element("path").Value;
            Rule = document.Element("rule").Value;
            Message = document.Element("message").Value;
            Params = document.Element("params").Elements().ToDictionary(param => param.Name.LocalName, Param);
        }

        /// <summary>Stable, such as status.needs_owner; docs/codes.md lists them all.</summary>
        public string Code { get; }

        /// <summary>The field at fault, such as pipeline.statuses[3].name; empty where the whole is at fault.</summary>
        public string Path { get; }

        /// <summary>The number of the rule that asks for it.</summary>
        public string Rule { get; }

        /// <summary>What the message is made from: each a string, a long or an array of strings.</summary>
        public IReadOnlyDictionary<string, object> Params { get; }

        /// <summary>The English sentence, for logs.</summary>
        public string Message { get; }

        /// <summary>The fault in a line.</summary>
        public override string ToString()
        {
            return (Path.Length == 0 ? "" : Path + ": ") + Message + " (" + Code + ", rule " + Rule + ")";
        }

        private static object Param(XElement value)
        {
            switch ((string)value.Attribute("type"))
            {
                case "array":
                    return value.Elements().Select(item => item.Value).ToArray();
                case "number":
                    return long.Parse(value.Value, CultureInfo.InvariantCulture);
                default:
                    return value.Value;
            }
        }
    }
}
