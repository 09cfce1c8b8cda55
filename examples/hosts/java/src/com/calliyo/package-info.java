/**
 * The rules of a tele-sales CRM: a thin layer over the C library of the same name. It translates, and has no rule and
 * no default of its own.
 *
 * <p>An {@link com.calliyo.Engine} is a policy that was checked. It answers requests about single leads, as JSON, and
 * plans for many leads in {@link com.calliyo.Columns}. The library is the file that the environment variable {@code
 * CALLIYO_LIBRARY} names, else {@code calliyo} of the system. Java and library are of 64 bits.
 */
package com.calliyo;
