using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Calliyo
{
    /// <summary>An engine of the library, freed when no call uses it any more.</summary>
    internal sealed class EngineHandle : SafeHandleZeroOrMinusOneIsInvalid
    {
        /// <summary>No engine, for operations that need none.</summary>
        internal static readonly EngineHandle None = new EngineHandle(IntPtr.Zero);

        internal EngineHandle(IntPtr engine)
            : base(true)
        {
            SetHandle(engine);
        }

        protected override bool ReleaseHandle()
        {
            Native.EngineFree(handle);
            return true;
        }
    }

    /// <summary>Columns of the library, and the arrays that it looks at, which stay where they are as long.</summary>
    internal sealed class ColumnsHandle : SafeHandleZeroOrMinusOneIsInvalid
    {
        private readonly Dictionary<uint, GCHandle[]> pins = new Dictionary<uint, GCHandle[]>();

        internal ColumnsHandle(IntPtr columns)
            : base(true)
        {
            SetHandle(columns);
        }

        /// <summary>
        /// Pins arrays while the library is told of them, and from then on in place of what it was told of before.
        /// </summary>
        /// <param name="column">The number of the column.</param>
        /// <param name="arrays">Its arrays; null where one is left out.</param>
        /// <param name="set">Tells the library where they are.</param>
        internal void Pin(uint column, Array[] arrays, Func<IntPtr[], int> set)
        {
            GCHandle[] handles = Array.ConvertAll(arrays, array => GCHandle.Alloc(array, GCHandleType.Pinned));
            bool isSet = false;
            try
            {
                Native.Check(set(Array.ConvertAll(handles, handle => handle.AddrOfPinnedObject())));
                isSet = true;
            }
            finally
            {
                if (!isSet)
                {
                    Unpin(handles);
                }
            }
            if (pins.TryGetValue(column, out GCHandle[] former))
            {
                Unpin(former);
            }
            pins[column] = handles;
        }

        protected override bool ReleaseHandle()
        {
            Native.ColumnsFree(handle);
            foreach (GCHandle[] handles in pins.Values)
            {
                Unpin(handles);
            }
            return true;
        }

        private static void Unpin(GCHandle[] handles)
        {
            foreach (GCHandle handle in handles)
            {
                handle.Free();
            }
        }
    }
}
