using System;

namespace Calliyo
{
    /// <summary>The name of a column of elements <typeparamref name="T"/>.</summary>
    /// <remarks>
    /// Agents, statuses, branches and departments are small numbers: an agent is its row among the agents, a status its
    /// index in the pipeline. Instants are milliseconds in UTC.
    /// </remarks>
    public sealed class Column<T>
        where T : struct
    {
        internal Column(uint number)
        {
            Number = number;
        }

        internal uint Number { get; }
    }

    /// <summary>The name of an output of elements <typeparamref name="T"/>.</summary>
    public sealed class Output<T>
        where T : struct
    {
        internal Output(uint number)
        {
            Number = number;
        }

        internal uint Number { get; }
    }

    /// <summary>The name of a column of flags.</summary>
    public enum FlagColumn : uint
    {
        /// <summary>A call is in progress.</summary>
        LeadLiveCall = 109,

        /// <summary>An open follow-up lies ahead of the run's instant.</summary>
        LeadFollowUpAhead = 110,

        /// <summary>The lead asked not to be called.</summary>
        LeadDoNotCall = 111,

        /// <summary>The agent's role receives leads; otherwise every role does.</summary>
        AgentReceives = 205,
    }

    /// <summary>The name of a column of lists of numbers.</summary>
    public enum ListColumn : uint
    {
        /// <summary>The agents who had the lead at any time.</summary>
        LeadPreviousOwners = 105,
    }

    /// <summary>The columns of leads.</summary>
    public static class LeadColumn
    {
        /// <summary>The status, as its index in the pipeline. Every job needs it.</summary>
        public static readonly Column<ushort> Status = new Column<ushort>(100);

        /// <summary>When the lead was captured. Every job needs it.</summary>
        public static readonly Column<long> CapturedAt = new Column<long>(101);

        /// <summary>The owner; no value: unassigned. Every job needs it.</summary>
        public static readonly Column<uint> Owner = new Column<uint>(102);

        /// <summary>Since when the lead has its status. Removal needs it.</summary>
        public static readonly Column<long> StatusSince = new Column<long>(103);

        /// <summary>The last owner before the present one.</summary>
        public static readonly Column<uint> LastOwner = new Column<uint>(104);

        /// <summary>Larger comes first; no value is least.</summary>
        public static readonly Column<long> Priority = new Column<long>(106);

        /// <summary>The branch, numbered as the agents' branches are.</summary>
        public static readonly Column<uint> Branch = new Column<uint>(107);

        /// <summary>The department, numbered as the agents' departments are.</summary>
        public static readonly Column<uint> Department = new Column<uint>(108);

        /// <summary>Attempts made.</summary>
        public static readonly Column<uint> Attempts = new Column<uint>(112);

        /// <summary>When the last attempt was made; no value: never.</summary>
        public static readonly Column<long> LastAttempt = new Column<long>(113);

        /// <summary>The rank of the lead's id among all ids, by bytes; otherwise the row is the rank.</summary>
        public static readonly Column<uint> IdRank = new Column<uint>(114);

        /// <summary>The owner of a lead whose agent has no row.</summary>
        public const uint UnknownAgent = uint.MaxValue;
    }

    /// <summary>The columns of agents.</summary>
    public static class AgentColumn
    {
        /// <summary>The most leads held at once; no value: no limit. Every job needs it.</summary>
        public static readonly Column<uint> Cap = new Column<uint>(200);

        /// <summary>Leads held that count toward the cap. Every job needs it.</summary>
        public static readonly Column<uint> Held = new Column<uint>(201);

        /// <summary>Leads received from assignment so far; missing: the agent is new. Every job needs it.</summary>
        public static readonly Column<ulong> Counter = new Column<ulong>(202);

        /// <summary>Leads received on the local day so far.</summary>
        public static readonly Column<uint> ReceivedToday = new Column<uint>(203);

        /// <summary>The state, an <see cref="AgentState"/>. Every job needs it.</summary>
        public static readonly Column<byte> State = new Column<byte>(204);

        /// <summary>The branch, numbered as the leads' branches are.</summary>
        public static readonly Column<uint> Branch = new Column<uint>(206);

        /// <summary>The department, numbered as the leads' departments are.</summary>
        public static readonly Column<uint> Department = new Column<uint>(207);
    }

    /// <summary>The state of an agent.</summary>
    public enum AgentState : byte
    {
        Active = 0,
        Away = 1,
        Banned = 2,
    }

    /// <summary>What a plan writes.</summary>
    public static class PlanOutput
    {
        /// <summary>Per lead the agent that it goes to, or <see cref="NoAgent"/>. Assignment and top-up.</summary>
        public static readonly Output<uint> Agent = new Output<uint>(1000);

        /// <summary>Per lead what becomes of it, a <see cref="Calliyo.Reason"/>.</summary>
        public static readonly Output<byte> Reason = new Output<byte>(1001);

        /// <summary>Per reason the number of leads, for as many reasons as there are rows.</summary>
        public static readonly Output<ulong> ReasonCounts = new Output<ulong>(1002);

        /// <summary>Per agent the leads received. Assignment and top-up.</summary>
        public static readonly Output<uint> Received = new Output<uint>(1003);

        /// <summary>Per agent the counter after the run. Assignment.</summary>
        public static readonly Output<ulong> Counter = new Output<ulong>(1004);

        /// <summary>
        /// Per agent the places left, negative above the cap, and the largest number without one. Assignment.
        /// </summary>
        public static readonly Output<long> Room = new Output<long>(1005);

        /// <summary>Per agent the leads taken away. Removal.</summary>
        public static readonly Output<uint> Lost = new Output<uint>(1006);

        /// <summary>Per agent the places that no lead was left for. Top-up.</summary>
        public static readonly Output<uint> PlacesLeft = new Output<uint>(1007);

        /// <summary>In one row 1, or 0 where the search for the best plan was given up. Assignment.</summary>
        public static readonly Output<byte> IsProven = new Output<byte>(1008);

        /// <summary>Stands in <see cref="Agent"/> for a lead that stays where it is.</summary>
        public const uint NoAgent = uint.MaxValue;
    }

    /// <summary>What becomes of a lead. Later versions may add some.</summary>
    public enum Reason : byte
    {
        /// <summary>The plan moves the lead.</summary>
        Moved = 0,

        /// <summary>Not eligible: the status is not in the list.</summary>
        StatusNotListed = 1,

        /// <summary>Not eligible: a customer.</summary>
        IsCustomer = 2,

        /// <summary>Not eligible: a call is in progress.</summary>
        LiveCall = 3,

        /// <summary>Not eligible: an open follow-up lies ahead.</summary>
        FollowUpAhead = 4,

        /// <summary>Not eligible: the owner is banned and keeps the lead.</summary>
        OwnerBanned = 5,

        /// <summary>Not eligible: the owner is not among the agents supplied.</summary>
        OwnerUnknown = 6,

        /// <summary>Not eligible: the lead asked not to be called.</summary>
        DoNotCall = 7,

        /// <summary>Not eligible for removal: there is no owner to take it from.</summary>
        NotOwned = 8,

        /// <summary>Not eligible for removal: on its status since after the cut-off.</summary>
        TooRecent = 9,

        /// <summary>Eligible, not placed: no receiving agent is in its scope.</summary>
        NoAgentMatches = 10,

        /// <summary>Eligible, not placed: only its barred agent has room.</summary>
        OnlyBarredAgent = 11,

        /// <summary>Eligible, not placed: intake limits are reached.</summary>
        LimitReached = 12,

        /// <summary>Eligible, not placed: the agents in its scope are at their cap.</summary>
        AgentsAtCap = 13,

        /// <summary>Not eligible: as many attempts were made as the policy allows.</summary>
        Exhausted = 14,

        /// <summary>Not eligible: the last attempt is too recent.</summary>
        Resting = 15,
    }

    /// <summary>A bit per row, the least significant of a byte first, as in Arrow.</summary>
    public sealed class Bitmap
    {
        /// <summary>Makes a bitmap with no bit set.</summary>
        public Bitmap(int rows)
        {
            Rows = rows;
            Bytes = new byte[rows / 8 + (rows % 8 == 0 ? 0 : 1)];
        }

        /// <summary>The number of rows.</summary>
        public int Rows { get; }

        internal byte[] Bytes { get; }

        /// <summary>The bit of a row.</summary>
        public bool this[int row]
        {
            get => (Bytes[row / 8] >> row % 8 & 1) == 1;
            set => Bytes[row / 8] = (byte)(value ? Bytes[row / 8] | 1 << row % 8 : Bytes[row / 8] & ~(1 << row % 8));
        }
    }

    /// <summary>
    /// Leads and agents, an array per field, and the outputs of a plan. One thread uses them at a time.
    /// </summary>
    /// <remarks>
    /// The library works on the arrays of the host, and nothing is copied. They stay pinned until they are replaced or
    /// the columns are disposed.
    /// </remarks>
    public sealed class Columns : IDisposable
    {
        /// <summary>Makes columns without any.</summary>
        public Columns()
        {
            Native.Check(Native.ColumnsNew(out IntPtr columns));
            Handle = new ColumnsHandle(columns);
        }

        internal ColumnsHandle Handle { get; }

        /// <summary>Lets go of the arrays. What is never disposed is freed in the end.</summary>
        public void Dispose()
        {
            Handle.Dispose();
        }

        /// <summary>Sets a column, with a value in each row of the validity; without one, in every row.</summary>
        public void Set<T>(Column<T> column, T[] values, Bitmap validity = null)
            where T : struct
        {
            Set(Native.ColumnsSet, column.Number, values, validity, values.Length);
        }

        /// <summary>Sets a column of flags.</summary>
        public void Set(FlagColumn column, Bitmap flags)
        {
            Set(Native.ColumnsSet, (uint)column, flags.Bytes, null, flags.Rows);
        }

        /// <summary>
        /// Sets a column of lists: that of a row is the values from its offset to that of the next one.
        /// </summary>
        public void Set(ListColumn column, uint[] offsets, uint[] values)
        {
            if (offsets.Length == 0)
            {
                throw new ArgumentException("offsets have one element more than there are rows");
            }
            var rows = new UIntPtr((uint)(offsets.Length - 1));
            Handle.Pin(
                (uint)column,
                new Array[] { offsets, values },
                data => Native.ColumnsSetList(Handle, (uint)column, data[0], data[1], rows, Native.Length(values)));
        }

        /// <summary>Sets where a plan writes an output.</summary>
        public void Set<T>(Output<T> output, T[] values)
            where T : struct
        {
            Set(Native.ColumnsSetOutput, output.Number, values, null, values.Length);
        }

        private void Set(Native.ColumnsSetFunction set, uint column, Array values, Bitmap validity, int rows)
        {
            if (validity != null && validity.Rows != rows)
            {
                throw new ArgumentException("a bitmap has as many rows as its column");
            }
            Handle.Pin(
                column,
                new[] { values, validity?.Bytes },
                data => set(Handle, column, data[0], data[1], new UIntPtr((uint)rows)));
        }
    }
}
