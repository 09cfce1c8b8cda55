using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Calliyo;

namespace Host
{
    /// <summary>A folder of records, and what happens there in a morning.</summary>
    internal sealed class Company
    {
        private readonly string folder;
        private readonly XElement[] leads;
        private readonly XElement[] agents;
        private readonly XElement context;
        private readonly Dictionary<string, uint> agentRows = new Dictionary<string, uint>();

        internal Company(string folder)
        {
            this.folder = folder;
            leads = Json.Read(Read("leads.json")).Elements().ToArray();
            agents = Json.Read(Read("agents.json")).Elements().ToArray();
            context = Json.Read(Read("context.json"));
            foreach (XElement agent in agents)
            {
                agentRows.Add(Id(agent), (uint)agentRows.Count);
            }
        }

        internal void PrintMorning(TextWriter output)
        {
            XElement versions = Operations.Call("version", Json.Object());
            output.WriteLine(
                "calliyo {0}, rules {1}, time zones {2}",
                versions.Element("library").Value,
                versions.Element("rules").Value,
                versions.Element("timeZoneData").Value);
            using (var engine = new Engine(Read("policy.json")))
            {
                string[] statuses = Statuses(engine);
                foreach (XElement lead in leads.Take(2))
                {
                    PrintMoves(engine, lead, statuses, output);
                }
                PrintAssignment(engine, statuses, output);
            }
            PrintFaults("bad-policy.json", output);
        }

        /// <summary>The statuses of the pipeline, in its order: their indices are what columns hold.</summary>
        private string[] Statuses(Engine engine)
        {
            XElement request = Json.Object(Json.Named("lead", leads[0]), Json.Named("context", context));
            XElement moves = engine.Call("transitions", request);
            return moves.Elements().Select(move => move.Element("status").Value).ToArray();
        }

        private void PrintMoves(Engine engine, XElement lead, string[] statuses, TextWriter output)
        {
            ulong facts = engine.Facts(lead, context);
            for (ushort status = 0; status < statuses.Length; status++)
            {
                string code = engine.Refusal(facts, status);
                output.WriteLine("{0} to {1}: {2}", Id(lead), statuses[status], code == null ? "yes" : "no, " + code);
            }
        }

        private void PrintAssignment(Engine engine, string[] statuses, TextWriter output)
        {
            var goesTo = new uint[leads.Length];
            using (var columns = new Columns())
            {
                SetLeads(columns, statuses);
                SetAgents(columns);
                columns.Set(PlanOutput.Agent, goesTo);
                string line = engine.Plan(Job.Assignment, columns, Instant(context.Element("now")));
                for (int row = 0; row < goesTo.Length; row++)
                {
                    if (goesTo[row] != PlanOutput.NoAgent)
                    {
                        output.WriteLine("{0} goes to {1}", Id(leads[row]), Id(agents[goesTo[row]]));
                    }
                }
                output.WriteLine(line);
            }
        }

        private void SetLeads(Columns columns, string[] statuses)
        {
            var status = new ushort[leads.Length];
            var capturedAt = new long[leads.Length];
            var owner = new uint[leads.Length];
            var hasOwner = new Bitmap(leads.Length);
            var lastOwner = new uint[leads.Length];
            var hasLastOwner = new Bitmap(leads.Length);
            var priority = new long[leads.Length];
            var hasPriority = new Bitmap(leads.Length);
            var doNotCall = new Bitmap(leads.Length);
            for (int row = 0; row < leads.Length; row++)
            {
                XElement lead = leads[row];
                status[row] = (ushort)Array.IndexOf(statuses, lead.Element("status").Value);
                capturedAt[row] = Instant(lead.Element("capturedAt")).ToUnixTimeMilliseconds();
                hasOwner[row] = TryAgent(lead.Element("owner"), out owner[row]);
                hasLastOwner[row] = TryAgent(lead.Element("lastOwner"), out lastOwner[row]);
                priority[row] = (long?)lead.Element("priority") ?? 0;
                hasPriority[row] = lead.Element("priority") != null;
                doNotCall[row] = (bool?)lead.Element("doNotCall") ?? false;
            }
            columns.Set(LeadColumn.Status, status);
            columns.Set(LeadColumn.CapturedAt, capturedAt);
            columns.Set(LeadColumn.Owner, owner, hasOwner);
            columns.Set(LeadColumn.LastOwner, lastOwner, hasLastOwner);
            columns.Set(LeadColumn.Priority, priority, hasPriority);
            columns.Set(FlagColumn.LeadDoNotCall, doNotCall);
        }

        /// <summary>The row of an agent; false where there is no id.</summary>
        private bool TryAgent(XElement id, out uint row)
        {
            row = 0;
            if (id != null && !agentRows.TryGetValue(id.Value, out row))
            {
                row = LeadColumn.UnknownAgent;
            }
            return id != null;
        }

        private void SetAgents(Columns columns)
        {
            var hasCap = new Bitmap(agents.Length);
            var hasCounter = new Bitmap(agents.Length);
            for (int row = 0; row < agents.Length; row++)
            {
                hasCap[row] = agents[row].Element("cap") != null;
                hasCounter[row] = agents[row].Element("counter") != null;
            }
            columns.Set(AgentColumn.Cap, agents.Select(agent => (uint?)agent.Element("cap") ?? 0).ToArray(), hasCap);
            columns.Set(AgentColumn.Held, agents.Select(agent => (uint?)agent.Element("held") ?? 0).ToArray());
            columns.Set(
                AgentColumn.Counter, agents.Select(agent => (ulong?)agent.Element("counter") ?? 0).ToArray(), hasCounter);
            columns.Set(AgentColumn.State, agents.Select(agent => (byte)State(agent.Element("state"))).ToArray());
        }

        private static AgentState State(XElement state)
        {
            return state == null ? AgentState.Active : (AgentState)Enum.Parse(typeof(AgentState), state.Value, true);
        }

        /// <summary>Prints what is wrong with a policy that must not be accepted.</summary>
        private void PrintFaults(string name, TextWriter output)
        {
            try
            {
                new Engine(Read(name)).Dispose();
            }
            catch (CalliyoException e)
            {
                foreach (Fault fault in e.Faults)
                {
                    output.WriteLine("{0}: {1} at {2}", name, fault.Code, fault.Path);
                }
                return;
            }
            throw new ArgumentException(name + " has no fault");
        }

        private byte[] Read(string name)
        {
            return File.ReadAllBytes(Path.Combine(folder, name));
        }

        private static DateTimeOffset Instant(XElement text)
        {
            return DateTimeOffset.Parse(text.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        }

        private static string Id(XElement record)
        {
            return record.Element("id").Value;
        }
    }
}
