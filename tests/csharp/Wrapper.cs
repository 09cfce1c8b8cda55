using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Calliyo;

/// <summary>What the library for C# adds to the C interface: exceptions, arrays, and who disposes of what.</summary>
/// <remarks>
/// usage: wrapper HEADER, the path of calliyo.h. Prints what fails and, last, <c>N passed, M failed</c>.
/// </remarks>
internal static class Wrapper
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(0);

    private static int Main(string[] arguments)
    {
        var tests = new Dictionary<string, Action>
        {
            { "a refused policy tells every fault", ARefusedPolicyTellsEveryFault },
            { "a refused request is an exception and its answer a text", ARefusedRequest },
            { "a call that does not take place names its result", ACallThatDoesNotTakePlace },
            { "a plan that is refused writes nothing", APlanThatIsRefused },
            { "missing values and flags go in", MissingValuesAndFlags },
            { "lists keep leads from who had them", Lists },
            { "arrays that do not fit are refused", ArraysThatDoNotFit },
            { "arrays stay in place while they are lent", ArraysStayInPlace },
            { "disposing twice does nothing and using what is disposed throws", Disposing },
            { "many threads ask one engine", ManyThreads },
            { "text beyond ASCII comes back", TextBeyondAscii },
            { "every number is that of the header", () => NumbersOfTheHeader(File.ReadAllText(arguments[0])) },
        };
        int failed = 0;
        foreach (KeyValuePair<string, Action> test in tests)
        {
            try
            {
                test.Value();
            }
            catch (Exception e)
            {
                failed++;
                Console.WriteLine(test.Key + ": " + e.Message);
            }
        }
        Console.WriteLine("{0} passed, {1} failed", tests.Count - failed, failed);
        return failed == 0 ? 0 : 1;
    }

    private static void ARefusedPolicyTellsEveryFault()
    {
        const string Policy =
            "{\"timeZone\": {\"name\": \"Nowhere\"}, \"calendar\": {\"workingDays\": [\"monday\", \"monday\"]}}";
        IReadOnlyList<Fault> faults = Throws<CalliyoException>(() => new Engine(Policy)).Faults;
        Equal(2, faults.Count);
        Fault fault = faults[0];
        Equal("policy.unknown_time_zone timeZone.name Z2", fault.Code + " " + fault.Path + " " + fault.Rule);
        Equal("Nowhere", fault.Params["zone"]);
    }

    private static void ARefusedRequest()
    {
        using (var engine = new Engine("{}"))
        {
            var refused = Throws<CalliyoException>(() => engine.Call("decide", "{}"));
            Equal("request.malformed", refused.Faults[0].Code);
            string answer = Encoding.UTF8.GetString(engine.Answer("decide", Encoding.UTF8.GetBytes("{}")));
            Equal("{\"type\":\"failure\"", answer.Substring(0, 17));
        }
    }

    private static void ACallThatDoesNotTakePlace()
    {
        var failed = Throws<CalliyoException>(() => new Engine(new byte[] { 0xff }));
        Equal(Result.InvalidUtf8, failed.Result);
        Equal(0, failed.Faults.Count);
    }

    private static void APlanThatIsRefused()
    {
        using (var engine = new Engine("{}"))
        using (var columns = new Columns())
        {
            var goesTo = new uint[] { 7 };
            SetTeam(columns);
            columns.Set(PlanOutput.Agent, goesTo);
            var refused = Throws<CalliyoException>(() => engine.Plan(Job.Assignment, columns, Now));
            Equal("leads.status", refused.Faults[0].Path);
            Equal(7u, goesTo[0]);
        }
    }

    private static void MissingValuesAndFlags()
    {
        using (var engine = new Engine("{}"))
        using (var columns = new Columns())
        {
            var goesTo = new uint[3];
            var reasons = new byte[3];
            SetFreshLeads(columns, 3);
            SetTeam(columns);
            columns.Set(FlagColumn.LeadDoNotCall, new Bitmap(3) { [1] = true });
            columns.Set(PlanOutput.Agent, goesTo);
            columns.Set(PlanOutput.Reason, reasons);
            engine.Plan(Job.Assignment, columns, Now);
            Equal("0 " + PlanOutput.NoAgent + " 1", string.Join(" ", goesTo));
            Equal("Moved DoNotCall Moved", string.Join(" ", reasons.Select(reason => (Reason)reason)));
        }
    }

    private static void Lists()
    {
        using (var engine = new Engine("{\"automation\": {\"assignment\": {\"excludesPreviousOwners\": true}}}"))
        using (var columns = new Columns())
        {
            var goesTo = new uint[1];
            SetFreshLeads(columns, 1);
            SetTeam(columns);
            columns.Set(PlanOutput.Agent, goesTo);
            for (uint count = 0; count <= 1; count++)
            {
                columns.Set(ListColumn.LeadPreviousOwners, new uint[] { 0, count }, new uint[count]);
                engine.Plan(Job.Assignment, columns, Now);
                Equal(count, goesTo[0]);
            }
        }
    }

    private static void ArraysThatDoNotFit()
    {
        using (var columns = new Columns())
        {
            foreach (int rows in new[] { 0, 8, 10, 17 })
            {
                Throws<ArgumentException>(() => columns.Set(LeadColumn.Owner, new uint[9], new Bitmap(rows)));
            }
            Throws<ArgumentException>(
                () => columns.Set(ListColumn.LeadPreviousOwners, new uint[0], new uint[0]));
            var wrong = Throws<CalliyoException>(
                () => columns.Set(LeadColumn.Status, new ushort[9], new Bitmap(9)));
            Equal(Result.UnexpectedValidity, wrong.Result);
        }
    }

    private static void ArraysStayInPlace()
    {
        using (var engine = new Engine("{}"))
        using (var columns = new Columns())
        {
            SetFreshLeads(columns, 2);
            SetTeam(columns);
            for (int i = 0; i < 100; i++)
            {
                // In place of the former ones, which are let go.
                SetFreshLeads(columns, 2);
            }
            GC.Collect();
            var goesTo = new uint[2];
            columns.Set(PlanOutput.Agent, goesTo);
            engine.Plan(Job.Assignment, columns, Now);
            Equal("0 1", string.Join(" ", goesTo));
        }
    }

    private static void Disposing()
    {
        var engine = new Engine("{}");
        var columns = new Columns();
        for (int i = 0; i < 2; i++)
        {
            engine.Dispose();
            columns.Dispose();
        }
        Throws<ObjectDisposedException>(() => engine.Answer("version", new byte[0]));
        Throws<ObjectDisposedException>(() => columns.Set(LeadColumn.Owner, new uint[1]));
    }

    private static void ManyThreads()
    {
        using (var engine = new Engine("{}"))
        {
            byte[] request = Encoding.UTF8.GetBytes("{}");
            int answers = Enumerable.Range(0, 400)
                .AsParallel()
                .Select(i => Encoding.UTF8.GetString(engine.Answer("version", request)))
                .Distinct()
                .Count();
            Equal(1, answers);
        }
    }

    private static void TextBeyondAscii()
    {
        using (var engine = new Engine("{\"timeZone\": {\"name\": \"Asia/Kolkata\"}}"))
        {
            XElement lead = engine.Call("decide", @"{
                ""command"": {
                    ""id"": ""c"", ""do"": {""captureLead"": {""id"": ""lead-é-😀"", ""name"": ""Zoë 😀""}}
                },
                ""context"": {""now"": ""2026-05-15T13:00:00Z"", ""actor"": {""id"": ""import""}}
            }").Element("lead");
            Equal("lead-é-😀 Zoë 😀", lead.Element("id").Value + " " + lead.Element("name").Value);
            byte[] text = Json.Write(lead);
            Equal(Encoding.UTF8.GetString(text), Encoding.UTF8.GetString(Json.Write(Json.Read(text))));
        }
    }

    private static void NumbersOfTheHeader(string header)
    {
        Dictionary<string, ulong> numbers = Regex.Matches(header, @"(?m)^#define CALLIYO_(\w+) (\d+)$")
            .Cast<Match>()
            .Select(define => define.Groups)
            .ToDictionary(define => define[1].Value.Replace("_", ""), define => ulong.Parse(define[2].Value));
        IEnumerable<KeyValuePair<string, ulong>> own = Fields(typeof(LeadColumn), "LEAD")
            .Concat(Fields(typeof(AgentColumn), "AGENT"))
            .Concat(Fields(typeof(PlanOutput), "PLAN"))
            .Concat(Values(typeof(FlagColumn), ""))
            .Concat(Values(typeof(ListColumn), ""))
            .Concat(Values(typeof(Job), "JOB"))
            .Concat(Values(typeof(AgentState), "AGENTSTATE"))
            .Concat(Values(typeof(Reason), "REASON"))
            .Concat(Values(typeof(Result), ""));
        foreach (KeyValuePair<string, ulong> constant in own)
        {
            Equal(constant.Key + " " + numbers[constant.Key], constant.Key + " " + constant.Value);
        }
    }

    /// <summary>The columns or outputs among the fields of a class, as the header names them but for underscores.</summary>
    private static IEnumerable<KeyValuePair<string, ulong>> Fields(Type type, string prefix)
    {
        foreach (FieldInfo field in type.GetFields().Where(field => !field.IsLiteral))
        {
            PropertyInfo number = field.FieldType.GetProperty("Number", BindingFlags.Instance | BindingFlags.NonPublic);
            ulong value = Convert.ToUInt64(number.GetValue(field.GetValue(null)));
            yield return new KeyValuePair<string, ulong>(prefix + field.Name.ToUpperInvariant(), value);
        }
    }

    /// <summary>The values of an enumeration, likewise.</summary>
    private static IEnumerable<KeyValuePair<string, ulong>> Values(Type type, string prefix)
    {
        return Enum.GetValues(type)
            .Cast<object>()
            .Select(value => new KeyValuePair<string, ulong>(
                prefix + value.ToString().ToUpperInvariant(), Convert.ToUInt64(value)));
    }

    /// <summary>Sets two agents, the first with one place and the second without a cap.</summary>
    private static void SetTeam(Columns columns)
    {
        columns.Set(AgentColumn.Cap, new uint[] { 1, 0 }, new Bitmap(2) { [0] = true });
        columns.Set(AgentColumn.Held, new uint[2]);
        columns.Set(AgentColumn.Counter, new ulong[2]);
        columns.Set(AgentColumn.State, new byte[2]);
    }

    /// <summary>Sets so many leads on Unassigned, the oldest first.</summary>
    private static void SetFreshLeads(Columns columns, int count)
    {
        columns.Set(LeadColumn.Status, new ushort[count]);
        columns.Set(LeadColumn.CapturedAt, Enumerable.Range(0, count).Select(row => (long)row).ToArray());
        columns.Set(LeadColumn.Owner, new uint[count], new Bitmap(count));
    }

    private static T Throws<T>(Action call)
        where T : Exception
    {
        try
        {
            call();
        }
        catch (T e)
        {
            return e;
        }
        throw new InvalidOperationException("no " + typeof(T).Name);
    }

    private static void Equal<T>(T expected, T got)
    {
        if (!Equals(expected, got))
        {
            throw new InvalidOperationException("expected " + expected + ", got " + got);
        }
    }
}
