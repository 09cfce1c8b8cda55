using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Calliyo;

namespace Host
{
    /// <summary>An assignment of made leads, timed.</summary>
    internal static class Bench
    {
        private const int Agents = 1000;
        private const int Measurements = 7;

        internal static void Run(int leads, TextWriter output)
        {
            DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(1778470200000);
            var goesTo = new uint[leads];
            var times = new double[Measurements];
            using (var engine = new Engine("{}"))
            using (Columns columns = MadeCompany(leads))
            {
                columns.Set(PlanOutput.Agent, goesTo);
                engine.Plan(Job.Assignment, columns, now); // to warm up
                for (int i = 0; i < Measurements; i++)
                {
                    Stopwatch watch = Stopwatch.StartNew();
                    engine.Plan(Job.Assignment, columns, now);
                    times[i] = watch.Elapsed.TotalMilliseconds;
                }
            }
            Array.Sort(times);
            int moved = goesTo.Count(agent => agent != PlanOutput.NoAgent);
            string milliseconds = times[Measurements / 2].ToString("F1", CultureInfo.InvariantCulture);
            output.WriteLine("assign {0}: {1} ms, {2} moved", leads, milliseconds, moved);
        }

        private static Columns MadeCompany(int leads)
        {
            var status = new ushort[leads];
            var capturedAt = new long[leads];
            var owner = new uint[leads];
            var isOwned = new Bitmap(leads);
            var held = new uint[Agents];
            for (int row = 0; row < leads; row++)
            {
                status[row] = (ushort)(row % 3 == 0 ? 0 : 5 + row % 3);
                capturedAt[row] = row * 60000L;
                if (status[row] != 0)
                {
                    owner[row] = (uint)(row * 7919L % Agents);
                    isOwned[row] = true;
                    held[owner[row]]++;
                }
            }
            var columns = new Columns();
            columns.Set(LeadColumn.Status, status);
            columns.Set(LeadColumn.CapturedAt, capturedAt);
            columns.Set(LeadColumn.Owner, owner, isOwned);
            columns.Set(AgentColumn.Cap, Enumerable.Repeat((uint)(leads * 9L / 10 / Agents), Agents).ToArray());
            columns.Set(AgentColumn.Held, held);
            // Zeros say it all: nobody received a lead yet, and everybody is active.
            columns.Set(AgentColumn.Counter, new ulong[Agents]);
            columns.Set(AgentColumn.State, new byte[Agents]);
            return columns;
        }
    }
}
