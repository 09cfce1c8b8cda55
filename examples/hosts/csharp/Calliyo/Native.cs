using System;
using System.Runtime.InteropServices;

namespace Calliyo
{
    /// <summary>The C interface as the header declares it.</summary>
    internal static class Native
    {
        private const uint AbiVersion = 1;

        internal static readonly EngineNewFunction EngineNew;
        internal static readonly FreeFunction EngineFree;
        internal static readonly CallFunction Call;
        internal static readonly TextFreeFunction TextFree;
        internal static readonly FactsFunction Facts;
        internal static readonly CanMoveFunction CanMove;
        internal static readonly ColumnsNewFunction ColumnsNew;
        internal static readonly FreeFunction ColumnsFree;
        internal static readonly ColumnsSetFunction ColumnsSet;
        internal static readonly ColumnsSetListFunction ColumnsSetList;
        internal static readonly ColumnsSetFunction ColumnsSetOutput;
        internal static readonly PlanFunction Plan;

        static Native()
        {
            var library = new DynamicLibrary(Environment.GetEnvironmentVariable("CALLIYO_LIBRARY"), "calliyo");
            uint version = library.Function<AbiVersionFunction>("calliyo_abi_version")();
            if (version != AbiVersion)
            {
                throw new DllNotFoundException("calliyo has interface " + version + ", and not " + AbiVersion);
            }
            EngineNew = library.Function<EngineNewFunction>("calliyo_engine_new");
            EngineFree = library.Function<FreeFunction>("calliyo_engine_free");
            Call = library.Function<CallFunction>("calliyo_call");
            TextFree = library.Function<TextFreeFunction>("calliyo_text_free");
            Facts = library.Function<FactsFunction>("calliyo_facts");
            CanMove = library.Function<CanMoveFunction>("calliyo_can_move");
            ColumnsNew = library.Function<ColumnsNewFunction>("calliyo_columns_new");
            ColumnsFree = library.Function<FreeFunction>("calliyo_columns_free");
            ColumnsSet = library.Function<ColumnsSetFunction>("calliyo_columns_set");
            ColumnsSetList = library.Function<ColumnsSetListFunction>("calliyo_columns_set_list");
            ColumnsSetOutput = library.Function<ColumnsSetFunction>("calliyo_columns_set_output");
            Plan = library.Function<PlanFunction>("calliyo_plan");
        }

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        private delegate uint AbiVersionFunction();

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate int EngineNewFunction(
            byte[] policy, UIntPtr length, out IntPtr engine, out IntPtr failure, out UIntPtr failureLength);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate void FreeFunction(IntPtr handle);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate int CallFunction(
            EngineHandle engine,
            byte[] operation,
            UIntPtr operationLength,
            byte[] request,
            UIntPtr requestLength,
            out IntPtr answer,
            out UIntPtr answerLength);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate void TextFreeFunction(IntPtr text, UIntPtr length);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate int FactsFunction(
            EngineHandle engine,
            byte[] lead,
            UIntPtr leadLength,
            byte[] context,
            UIntPtr contextLength,
            out ulong facts,
            out IntPtr failure,
            out UIntPtr failureLength);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate int CanMoveFunction(EngineHandle engine, ulong facts, ushort to, out IntPtr code);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate int ColumnsNewFunction(out IntPtr columns);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate int ColumnsSetFunction(
            ColumnsHandle columns, uint column, IntPtr data, IntPtr validity, UIntPtr length);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate int ColumnsSetListFunction(
            ColumnsHandle columns, uint column, IntPtr offsets, IntPtr values, UIntPtr length, UIntPtr valuesLength);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate int PlanFunction(
            EngineHandle engine,
            uint job,
            ColumnsHandle columns,
            long nowMillis,
            out IntPtr text,
            out UIntPtr textLength);

        /// <summary>The length of an array as the library counts.</summary>
        internal static UIntPtr Length(Array array)
        {
            return new UIntPtr((uint)array.Length);
        }

        /// <summary>
        /// Copies the text that a call handed out, gives it back, and throws unless the call went well.
        /// </summary>
        internal static byte[] Take(int result, IntPtr text, UIntPtr length)
        {
            var bytes = new byte[checked((int)length.ToUInt64())];
            if (text != IntPtr.Zero)
            {
                Marshal.Copy(text, bytes, 0, bytes.Length);
            }
            TextFree(text, length);
            if (result == (int)Result.Failed)
            {
                throw new CalliyoException(Json.Read(bytes));
            }
            Check(result);
            return bytes;
        }

        /// <summary>Throws unless a call went well.</summary>
        internal static void Check(int result)
        {
            if (result != (int)Result.Ok)
            {
                throw new CalliyoException(result);
            }
        }
    }
}
