//! The fuzz targets without a fuzzer: on what is known, and on random bytes that are the same in every run.

use std::{env, fs, path::Path};

use calliyo_tests::{
    fuzz::{calls, door},
    random::Random,
    vectors::Vector,
};

/// With `CALLIYO_FUZZ_SEEDS` naming a folder, the inputs are also written there, one file each, for a fuzzer to begin with.
#[test]
fn the_door_answers_every_vector_and_what_is_left_of_it() {
    let folder = env::var_os("CALLIYO_FUZZ_SEEDS");
    let mut random = Random::new(1);
    for vector in Vector::all().expect("the vectors can be read") {
        let mut input = vector.fuzz_input();
        door::try_input(&input);
        if let Some(folder) = &folder {
            fs::create_dir_all(folder).expect("the folder can be made");
            fs::write(Path::new(folder).join(&vector.name), &input).expect("a seed is written");
        }
        for _ in 0..20 {
            let place = below(&mut random, input.len());
            input[place] = byte(&mut random) % 128;
            door::try_input(&input);
        }
        input.truncate(below(&mut random, input.len()));
        door::try_input(&input);
    }
}

#[test]
fn a_host_calls_as_random_bytes_say() {
    let mut random = Random::new(2);
    for _ in 0..20_000 {
        let length = below(&mut random, 1000);
        let input: Vec<u8> = (0..length).map(|_| byte(&mut random)).collect();
        calls::try_input(&input);
    }
}

fn below(random: &mut Random, limit: usize) -> usize {
    random.below(u32::try_from(limit).expect("inputs are short")) as usize
}

fn byte(random: &mut Random) -> u8 {
    u8::try_from(random.below(256)).expect("a byte is less")
}
